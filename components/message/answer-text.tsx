'use client';

import { lazy, memo, Suspense } from 'react';

const loadMarkdown = () => import('./markdown/markdown');
const Markdown = lazy(loadMarkdown);

/** Fetches the Markdown renderer before the first answer needs it. */
export function preloadMarkdown(): void {
  void loadMarkdown();
}

type AnswerTextProps = { text: string; isStreaming: boolean };

/** The words of an answer as Markdown; as they are until the renderer is here. */
export const AnswerText = memo(function AnswerText({ text, isStreaming }: AnswerTextProps) {
  const plain = (
    <div dir="auto" className="whitespace-pre-wrap break-words">
      {text}
    </div>
  );
  return (
    <Suspense fallback={plain}>
      <Markdown text={text} isStreaming={isStreaming} />
    </Suspense>
  );
});
