import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { DraftAttachment } from '@/lib/client/draft/draft-attachment';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { type TileDrag, tileShift } from '@/lib/client/draft/tile-shift';
import { openTrayImage } from './open-tray-image';
import { TileCaption } from './tile-caption';
import { TilePicture } from './tile-picture';

type AttachmentTileProps = {
  attachment: DraftAttachment;
  index: number;
  draft: DraftStore;
  drag: TileDrag | null;
  onMoveTo: (place: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  hintId: string;
};

/** Moves the focus to a neighbour before a tile goes, so that a keyboard keeps its place. */
function focusNeighbour(button: HTMLElement): void {
  const tile = button.closest('li');
  const neighbour = tile?.nextElementSibling ?? tile?.previousElementSibling;
  const next = neighbour?.querySelector<HTMLElement>('[data-remove]');
  (next ?? button.closest('form')?.querySelector('textarea'))?.focus();
}

/** One picture of the tray. */
export function AttachmentTile(props: AttachmentTileProps) {
  const { attachment, index, draft, drag, onMoveTo, onKeyDown, onPointerDown, hintId } = props;
  const t = useTranslations('composer');
  const number = index + 1;
  const isDragged = drag?.from === index;
  const shift = drag && tileShift(index, drag);
  return (
    <li
      aria-label={t('image', { number, name: attachment.name })}
      data-tile
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      style={shift ? { transform: `translate(${shift.x}px, ${shift.y}px)` } : undefined}
      className={clsx(
        'relative w-21 shrink-0 select-none [-webkit-touch-callout:none]',
        isDragged && 'z-10 cursor-grabbing [&>div]:invisible [&_img]:shadow-raised',
        drag && !isDragged && 'transition-transform',
      )}
    >
      <button
        type="button"
        aria-label={t('openImage', { number })}
        aria-describedby={hintId}
        title={attachment.name}
        disabled={attachment.previewUrl === null}
        onClick={(event) =>
          openTrayImage(draft.getSnapshot().attachments, attachment.key, event.currentTarget)
        }
        className="relative block size-21 overflow-hidden rounded-[10px] border border-border bg-surface"
      >
        <TilePicture attachment={attachment} number={number} />
      </button>
      <button
        type="button"
        data-remove
        aria-label={t('removeImage', { number })}
        onClick={(event) => {
          focusNeighbour(event.currentTarget);
          draft.remove(attachment.key);
        }}
        className="absolute -end-2 -top-2 grid size-6 place-items-center rounded-full bg-text text-background hover:opacity-80 pointer-coarse:before:absolute pointer-coarse:before:-inset-2.5"
      >
        <X aria-hidden size={14} />
      </button>
      <TileCaption attachment={attachment} number={number} draft={draft} />
      <span className="sr-only">
        <button type="button" tabIndex={-1} onClick={() => onMoveTo(index - 1)}>
          {t('moveEarlier', { number })}
        </button>
        <button type="button" tabIndex={-1} onClick={() => onMoveTo(index + 1)}>
          {t('moveLater', { number })}
        </button>
      </span>
    </li>
  );
}
