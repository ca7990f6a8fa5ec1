'use client';

import { useTranslations } from 'next-intl';
import { openLightbox } from '@/lib/client/image/lightbox-store';
import type { ToolOutput } from '@/lib/domain/message';
import { attachmentUrl } from '@/lib/protocol/ui-message';
import { MessageImages } from '../message-images';
import { FoldedText } from './folded-text';

type CallResultProps = { name: string; output: ToolOutput | undefined };

/** What a tool gave: its text, and its pictures, which open large. */
export function CallResult({ name, output }: CallResultProps) {
  const t = useTranslations('tools');
  if (!output) return null;
  const { text, images, isError } = output;
  const open = (index: number) =>
    openLightbox(
      images.map((image) => ({ ...image, url: attachmentUrl(image.id) })),
      index,
    );
  return (
    <>
      {text !== '' && (
        <FoldedText
          name={`result ${name}`}
          label={isError ? t('failure') : t('result')}
          text={text}
          isImportant={isError}
          isCode={false}
        />
      )}
      {text === '' && images.length === 0 && (
        <p className="text-text-muted text-xs">{t('emptyResult')}</p>
      )}
      <MessageImages attachments={images} onOpen={open} />
    </>
  );
}
