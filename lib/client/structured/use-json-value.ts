import 'client-only';
import { parsePartialJson } from 'ai';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JsonValue } from '@/lib/domain/prompt/prompt';
import { jsonTextOf, partialJsonTextOf, readJson } from '@/lib/domain/structured/read-json';
import { jsonValueSchema } from '@/lib/protocol/json-value';

/** Longest text that is read while it grows, in characters: each look reads all of it. */
const MAX_GROWING = 200_000;
/** Longest text that is read at all. */
const MAX_WHOLE = 2_000_000;
/** Between two looks at a text that grows. */
const LOOK_MS = 150;

async function readPartial(text: string): Promise<JsonValue | undefined> {
  const { value } = await parsePartialJson(partialJsonTextOf(text));
  return value === undefined ? undefined : jsonValueSchema.safeParse(value).data;
}

/** What a growing text holds so far, looked at a few times a second. */
function usePartialValue(text: string, isActive: boolean): JsonValue | undefined {
  const [value, setValue] = useState<JsonValue>();
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    if (!isActive) return;
    let isMounted = true;
    let seen = '';
    const look = async () => {
      if (latest.current === seen) return;
      seen = latest.current;
      const next = await readPartial(seen);
      if (isMounted && next !== undefined) setValue(next);
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    void look();
    return () => {
      isMounted = false;
      clearInterval(timer);
    };
  }, [isActive]);
  return value;
}

/** The value of an answer's text; while that grows, as far as it got. `undefined` where there is none. */
export function useJsonValue(text: string, isStreaming: boolean): JsonValue | undefined {
  const isLooked = isStreaming && text.length <= MAX_GROWING;
  const partial = usePartialValue(text, isLooked);
  const whole = useMemo(
    () => (isStreaming || text.length > MAX_WHOLE ? undefined : readJson(jsonTextOf(text))),
    [text, isStreaming],
  );
  return isStreaming ? (isLooked ? partial : undefined) : whole;
}
