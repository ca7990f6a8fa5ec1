'use client';

import { memo, Suspense } from 'react';
import { lazyPart } from '@/lib/client/version/lazy-part';
import { loadMarkdown } from './preload-markdown';

type AnswerTextProps = { text: string; isStreaming: boolean };

function PlainAnswer({ text }: AnswerTextProps) {
  return (
    <div dir="auto" className="whitespace-pre-wrap break-words">
      {text}
    </div>
  );
}

const Markdown = lazyPart(loadMarkdown, PlainAnswer);

/** The words of an answer as Markdown; as they are until the renderer is here. */
export const AnswerText = memo(function AnswerText({ text, isStreaming }: AnswerTextProps) {
  return (
    <Suspense fallback={<PlainAnswer text={text} isStreaming={isStreaming} />}>
      <Markdown text={text} isStreaming={isStreaming} />
    </Suspense>
  );
});
