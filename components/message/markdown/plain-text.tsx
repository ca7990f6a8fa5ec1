'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { cutIntoPieces } from '@/lib/domain/markdown/cut-into-pieces';

/**
 * Markdown as it was written. In pieces, so that of a text that grows to megabytes only the last one is laid
 * out anew, and only those in view are painted.
 */
export function SourceText({ source }: { source: string }) {
  return (
    <div dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {cutIntoPieces(source.trim()).map(({ start, text }) => (
        <Piece key={start} text={text} />
      ))}
    </div>
  );
}

const Piece = memo(function Piece({ text }: { text: string }) {
  return <p dir="auto">{text}</p>;
});

/** Markdown shown as it was written, because parsing it could freeze the page. */
export function PlainText({ source }: { source: string }) {
  const t = useTranslations('markdown');
  return (
    <div>
      <SourceText source={source} />
      <p className="mt-1 text-sm text-text-muted">{t('plainText')}</p>
    </div>
  );
}
