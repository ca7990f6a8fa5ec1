import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import type { LightboxImage } from '@/lib/client/image/lightbox-store';
import { imageTokens } from '@/lib/domain/image/image-tokens';

const BYTES_PER_KILOBYTE = 1024;

/** Name, size and price of the picture that is shown. */
export function LightboxCaption({ image }: { image: LightboxImage }) {
  const t = useTranslations('lightbox');
  const { name, width, height, bytes } = image;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 border-border border-t px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-sm">
      <Dialog.Title className="min-w-0 max-w-full truncate font-medium">
        <bdi>{name}</bdi>
      </Dialog.Title>
      <Dialog.Description className="text-text-muted tabular-nums">
        {t('pixels', { width, height })} · {t('tokens', { count: imageTokens(width, height) })}
        {bytes !== undefined &&
          ` · ${t('kilobytes', { count: Math.max(1, Math.round(bytes / BYTES_PER_KILOBYTE)) })}`}
      </Dialog.Description>
      <p className="text-text-faint max-sm:hidden sm:ms-auto">{t('hint')}</p>
    </div>
  );
}
