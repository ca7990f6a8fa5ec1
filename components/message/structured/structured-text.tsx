'use client';

import { Suspense } from 'react';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { AnswerText } from '../answer-text';

type StructuredTextProps = { text: string; isStreaming: boolean; metadata: ChunkMetadata };

const StructuredAnswer = lazyPart(() => import('./structured-answer'));

/** The text of an answer that was to have a form; as Markdown until its view is here. */
export function StructuredText({ text, isStreaming, metadata }: StructuredTextProps) {
  const { call, verdict } = metadata;
  return (
    <Suspense fallback={<AnswerText text={text} isStreaming={isStreaming} />}>
      <StructuredAnswer
        text={text}
        isStreaming={isStreaming}
        verdict={verdict}
        hasSchema={call?.format === 'json-schema'}
        isSecond={call?.repairs?.some(({ type }) => type === 'asked-again') ?? false}
      />
    </Suspense>
  );
}
