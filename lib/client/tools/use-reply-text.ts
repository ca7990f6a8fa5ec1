import 'client-only';
import { useState } from 'react';

/** Results that a person is writing, by call: rows that scroll out of view come back as they were left. */
const texts = new Map<string, string>();

/** @param name - The same for the same call, wherever it is shown again. */
export function useReplyText(name: string) {
  const [text, setText] = useState(() => texts.get(name) ?? '');
  const write = (next: string) => {
    texts.set(name, next);
    setText(next);
  };
  return [text, write] as const;
}
