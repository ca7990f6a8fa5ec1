import { useTranslations } from 'next-intl';
import type { Attachment } from '@/lib/domain/attachment';
import { attachmentUrl } from '@/lib/protocol/ui-message';

/** The pictures of a question, numbered as the model is told. */
export function MessageImages({
  attachments,
  onOpen,
}: {
  attachments: readonly Attachment[];
  onOpen: (index: number) => void;
}) {
  const t = useTranslations('message');
  if (attachments.length === 0) return null;
  return (
    <ul className="mb-2 grid grid-cols-[repeat(auto-fill,minmax(min(9rem,40%),1fr))] gap-2">
      {attachments.map(({ id, name, width, height }, index) => (
        <li key={id} className="relative min-w-24">
          <button
            type="button"
            aria-label={t('openImage', { number: index + 1, name })}
            onClick={() => onOpen(index)}
            className="block w-full overflow-hidden rounded-control bg-background"
          >
            {/* biome-ignore lint/performance/noImgElement: the optimiser is switched off; our route serves thumbnails. */}
            <img
              src={attachmentUrl(id, 'thumbnail')}
              alt=""
              width={width}
              height={height}
              loading="lazy"
              decoding="async"
              className="h-28 w-full object-cover"
            />
            <span
              aria-hidden
              className="absolute start-1.5 top-1.5 min-w-5 rounded bg-black/70 px-1 text-center font-semibold text-white text-xs leading-5"
            >
              {index + 1}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
