'use client';

import { useTranslations } from 'next-intl';
import type { ModelDescriptor } from '@/lib/domain/model';
import { EXAMPLES, type Example } from './examples';

const DESTINATIONS = {
  nvidia: 'destinationNvidia',
  'self-hosted': 'destinationSelfHosted',
  local: 'destinationLocal',
  demo: 'destinationDemo',
} as const;

type EmptyStateProps = {
  model: ModelDescriptor | null;
  onChoose: (example: Example) => void;
};

/** Teaches by three examples that work, and says where pictures go. */
export function EmptyState({ model, onChoose }: EmptyStateProps) {
  const t = useTranslations('chat');
  return (
    <div className="mx-auto flex min-h-full max-w-column flex-col justify-center px-4 py-8">
      <h2 className="text-balance text-center font-bold text-2xl md:text-3xl">{t('emptyTitle')}</h2>
      <p className="mx-auto mt-5 max-w-xl text-balance text-center text-text-muted">
        {t('emptyText')}
      </p>
      <ul aria-label={t('examples')} className="mt-8 grid gap-4 md:grid-cols-3">
        {EXAMPLES.map((example) => (
          <li key={example.id}>
            <button
              type="button"
              onClick={() => onChoose(example)}
              className="flex h-full w-full items-stretch overflow-hidden rounded-card border border-border-strong bg-raised text-start transition-colors hover:border-accent md:flex-col"
            >
              {/* biome-ignore lint/performance/noImgElement: a small static file of our own. */}
              <img
                src={example.file}
                alt=""
                width={240}
                height={112}
                className="min-h-20 w-28 shrink-0 object-cover md:h-28 md:w-full"
              />
              <span className="flex flex-col justify-center px-4 py-3">
                <span className="font-semibold">{t(example.title)}</span>
                <span className="text-sm text-text-muted">{t(example.text)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {model && (
        <p className="mt-8 text-center text-sm text-text-faint">
          {t(DESTINATIONS[model.destination], { connection: model.connectionLabel })}
        </p>
      )}
    </div>
  );
}
