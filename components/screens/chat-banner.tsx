'use client';

import { useTranslations } from 'next-intl';
import type { ModelDescriptor } from '@/lib/domain/model';

/** Says on every page of it that the demo connection is no model. */
export function ChatBanner({ model }: { model: ModelDescriptor | null }) {
  const t = useTranslations('chat');
  if (!model?.isDemo) return null;
  return (
    <p className="bg-warning-soft px-4 py-1.5 text-sm text-warning-ink md:px-5">
      {t('demoBanner')}
    </p>
  );
}
