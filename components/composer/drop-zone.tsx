'use client';

import { useTranslations } from 'next-intl';
import { type DragEvent as ReactDragEvent, type ReactNode, useEffect, useRef } from 'react';
import { useDropzone } from 'react-dropzone';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { pastedFiles } from '@/lib/client/draft/pasted-files';
import { useDraft } from '@/lib/client/draft/use-draft';

type DropZoneProps = { draft: DraftStore; maxImages: number; children: ReactNode };

/**
 * Takes files that are dropped or pasted anywhere on the page into a draft. Every kind of file is
 * taken, so that one that is no picture is refused by name instead of silently.
 */
export function DropZone({ draft, maxImages, children }: DropZoneProps) {
  const handled = useRef<Event | null>(null);
  const { getRootProps, isDragGlobal } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDrop: (files) => void draft.add(files, maxImages),
  });

  useEffect(() => {
    const take = (event: Event, files: readonly File[]) => {
      if (files.length === 0) return;
      event.preventDefault();
      draft.add(files, maxImages);
    };
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !event.clipboardData) return;
      take(event, pastedFiles(event.clipboardData));
    };
    // What falls beside our element, on a dialog for one, counts too.
    const drop = (event: DragEvent) => {
      if (event !== handled.current) take(event, [...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('paste', paste);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('drop', drop);
    };
  }, [draft, maxImages]);

  const rootProps = getRootProps({
    className: 'contents',
    onDrop(event: ReactDragEvent) {
      handled.current = event.nativeEvent;
    },
  });
  return (
    <div {...rootProps}>
      {children}
      {isDragGlobal && <DropHint draft={draft} maxImages={maxImages} />}
    </div>
  );
}

function DropHint({ draft, maxImages }: { draft: DraftStore; maxImages: number }) {
  const t = useTranslations('composer');
  const room = Math.max(0, maxImages - useDraft(draft).attachments.length);
  return (
    <div aria-hidden className="fixed inset-0 z-40 grid place-items-center bg-background/80">
      <div className="w-[min(20rem,86vw)] rounded-card border-2 border-accent border-dashed bg-raised px-6 py-12 text-center shadow-raised">
        <p className="font-semibold text-xl">{t('dropTitle')}</p>
        <p className="mt-1 text-text-muted">{t('dropRoom', { count: room })}</p>
      </div>
    </div>
  );
}
