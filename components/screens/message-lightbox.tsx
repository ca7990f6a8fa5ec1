'use client';

import { lazy, Suspense, useState } from 'react';
import { attachmentsOfUiMessage, attachmentUrl, type ChatMessage } from '@/lib/protocol/ui-message';

const Lightbox = lazy(async () => {
  const { Lightbox: Component } = await import('@/components/lightbox/lightbox');
  return { default: Component };
});

type Opened = { message: ChatMessage; index: number } | null;

/** Which picture of which message is shown large. */
export function useMessageLightbox() {
  const [opened, setOpened] = useState<Opened>(null);
  return {
    opened,
    open: (message: ChatMessage, index: number) => setOpened({ message, index }),
    show: (index: number | null) =>
      setOpened((current) => (current && index !== null ? { ...current, index } : null)),
  };
}

/** The pictures of a sent message, large. */
export function MessageLightbox({ lightbox }: { lightbox: ReturnType<typeof useMessageLightbox> }) {
  const { opened, show } = lightbox;
  if (!opened) return null;
  const images = attachmentsOfUiMessage(opened.message).map((attachment) => ({
    ...attachment,
    url: attachmentUrl(attachment.id),
  }));
  return (
    <Suspense fallback={null}>
      <Lightbox images={images} index={opened.index} onIndexChange={show} />
    </Suspense>
  );
}
