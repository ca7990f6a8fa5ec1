'use client';

import { useTranslations } from 'next-intl';
import type { ModelDescriptor } from '@/lib/domain/model';

type ChatBannerProps = { model: ModelDescriptor | null; isTemporary: boolean };

/** Says on every page of them that the demo connection is no model, and that a temporary chat is not kept. */
export function ChatBanner({ model, isTemporary }: ChatBannerProps) {
  const t = useTranslations('chat');
  return (
    <>
      {model?.isDemo && (
        <p className="bg-warning-soft px-4 py-1.5 text-sm text-warning-ink md:px-5">
          {t('demoBanner')}
        </p>
      )}
      {isTemporary && (
        <p className="bg-surface px-4 py-1.5 text-sm text-text-muted md:px-5">
          {t('temporaryBanner')}
        </p>
      )}
    </>
  );
}
