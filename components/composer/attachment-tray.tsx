import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import type { DraftAttachment } from '@/lib/client/draft/draft-attachment';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { AttachmentTile } from './attachment-tile';
import { TrayNotes } from './tray-notes';
import { useKeyboardReorder } from './use-keyboard-reorder';
import { usePointerReorder } from './use-pointer-reorder';

type AttachmentTrayProps = {
  draft: DraftStore;
  attachments: readonly DraftAttachment[];
  hasRoom: boolean;
  onAdd: () => void;
};

/** The pictures of a draft, in the order the model is told. */
export function AttachmentTray({ draft, attachments, hasRoom, onAdd }: AttachmentTrayProps) {
  const t = useTranslations('composer');
  const hintId = useId();
  const row = useRef<HTMLDivElement>(null);
  const { announcement, moveTo, pressKey } = useKeyboardReorder(draft);
  const { drag, pressPointer } = usePointerReorder(row, draft.move);
  return (
    <section aria-label={t('attachedImages')} className="group/tray px-3 pt-1">
      <div
        ref={row}
        className="flex gap-2.5 pt-2 pb-1 max-sm:-mx-3 max-sm:overflow-x-auto max-sm:px-3 sm:flex-wrap"
      >
        <ul className="contents">
          {attachments.map((attachment, index) => (
            <AttachmentTile
              key={attachment.key}
              attachment={attachment}
              index={index}
              draft={draft}
              drag={drag}
              hintId={hintId}
              onMoveTo={(place) => moveTo(index, place)}
              onKeyDown={(event) => pressKey(event, index)}
              onPointerDown={(event) => pressPointer(event, index)}
            />
          ))}
        </ul>
        {hasRoom && (
          <button
            type="button"
            aria-label={t('addMore')}
            onClick={onAdd}
            className="grid size-21 shrink-0 place-items-center rounded-[10px] border border-border-strong border-dashed text-text-muted hover:bg-surface hover:text-text"
          >
            <Plus aria-hidden size={20} />
          </button>
        )}
      </div>
      <TrayNotes attachments={attachments} />
      <p
        id={hintId}
        className="hidden pt-1 text-text-faint text-xs group-has-[li_:focus-visible]/tray:block"
      >
        {t('reorderHint')}
      </p>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </section>
  );
}
