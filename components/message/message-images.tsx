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
    <ul className="mb-2 flex flex-wrap gap-2">
      {attachments.map(({ id, name, width, height }, index) => (
        <li key={id} className="relative">
          <button
            type="button"
            aria-label={t('openImage', { number: index + 1, name })}
            onClick={() => onOpen(index)}
            className="block overflow-hidden rounded-control bg-background"
          >
            {/* biome-ignore lint/performance/noImgElement: the optimiser is switched off; our route serves thumbnails. */}
            <img
              src={attachmentUrl(id, 'thumbnail')}
              alt=""
              width={width}
              height={height}
              loading="lazy"
              decoding="async"
              className="size-24 object-cover sm:h-28 sm:w-36"
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
