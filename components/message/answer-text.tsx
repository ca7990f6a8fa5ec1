'use client';

import { memo, Suspense } from 'react';
import { lazyPart } from '@/lib/client/version/lazy-part';

const loadMarkdown = () => import('./markdown/markdown');

type AnswerTextProps = { text: string; isStreaming: boolean };

function PlainAnswer({ text }: AnswerTextProps) {
  return (
    <div dir="auto" className="whitespace-pre-wrap break-words">
      {text}
    </div>
  );
}

const Markdown = lazyPart(loadMarkdown, PlainAnswer);

/** Fetches the Markdown renderer before the first answer needs it. */
export function preloadMarkdown(): void {
  // One that does not come is told of where it is shown.
  void loadMarkdown().catch(() => undefined);
}

/** The words of an answer as Markdown; as they are until the renderer is here. */
export const AnswerText = memo(function AnswerText({ text, isStreaming }: AnswerTextProps) {
  return (
    <Suspense fallback={<PlainAnswer text={text} isStreaming={isStreaming} />}>
      <Markdown text={text} isStreaming={isStreaming} />
    </Suspense>
  );
});
