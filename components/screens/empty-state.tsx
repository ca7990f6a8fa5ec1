'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { focusBox } from '@/components/composer/focus-box';
import type { ModelDescriptor } from '@/lib/domain/model';
import { EXAMPLES, type Example, WALKTHROUGHS } from './examples';

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

type CardProps = { example: Example; onChoose: EmptyStateProps['onChoose'] };

const CARD =
  'flex h-full w-full items-stretch overflow-hidden rounded-card border border-border-strong bg-raised text-start transition-colors hover:border-accent';

type CardButtonProps = CardProps & { children: ReactNode; className?: string };

function CardButton({ example, onChoose, children, className = '' }: CardButtonProps) {
  return (
    <button
      type="button"
      onClick={({ currentTarget }) => {
        focusBox(currentTarget);
        onChoose(example);
      }}
      className={`${CARD} ${className}`}
    >
      {children}
    </button>
  );
}

/** An example with its picture on top where there is room. */
function ExampleCard({ example, onChoose }: CardProps) {
  const t = useTranslations('chat');
  return (
    <CardButton {...{ example, onChoose }} className="md:flex-col">
      {/* biome-ignore lint/performance/noImgElement: a small static file of our own. */}
      <img
        src={example.file ?? undefined}
        alt=""
        width={240}
        height={112}
        className="min-h-20 w-28 shrink-0 object-cover md:h-28 md:w-full"
      />
      <span className="flex flex-col justify-center px-4 py-3">
        <span className="font-semibold">{t(example.title)}</span>
        <span className="text-sm text-text-muted">{t(example.text)}</span>
      </span>
    </CardButton>
  );
}

/** A walk-through, smaller, with its picture beside its words. */
function WalkthroughCard({ example, onChoose }: CardProps) {
  const t = useTranslations('chat');
  return (
    <CardButton {...{ example, onChoose }}>
      {example.file === null ? (
        <span
          aria-hidden
          className="grid min-h-16 w-18 shrink-0 place-items-center bg-accent-soft font-bold text-accent-ink"
        >
          A–Z
        </span>
      ) : (
        // biome-ignore lint/performance/noImgElement: as above.
        <img
          src={example.file}
          alt=""
          width={72}
          height={64}
          className="min-h-16 w-18 shrink-0 object-cover"
        />
      )}
      <span className="flex flex-col justify-center px-3 py-2 text-sm">
        <span className="font-semibold">{t(example.title)}</span>
        <span className="text-text-muted">{t(example.text)}</span>
      </span>
    </CardButton>
  );
}

/** Teaches by examples that work, and says where pictures go. */
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
            <ExampleCard example={example} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      <h3 id="walkthroughs" className="mt-6 text-sm text-text-muted">
        {t('walkthroughs')}
      </h3>
      <ul aria-labelledby="walkthroughs" className="mt-2 grid gap-3 md:grid-cols-3">
        {WALKTHROUGHS.map((example) => (
          <li key={example.id}>
            <WalkthroughCard example={example} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {model && (
        <p className="mt-6 text-center text-sm text-text-faint">
          {t(DESTINATIONS[model.destination], { connection: model.connectionLabel })}
        </p>
      )}
    </div>
  );
}
