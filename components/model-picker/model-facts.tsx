'use client';

import { Brain, CircleHelp, ImageOff, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { shortTokens } from '@/lib/domain/connection/short-tokens';
import { doctorPathFor } from '@/lib/domain/doctor/doctor-path';
import type { ModelDescriptor } from '@/lib/domain/model';

/** What is unusual has a mark, which is there on a phone too. */
type Fact = { readonly name: string; readonly icon: LucideIcon | null; readonly words: string };

/** What a person should know of a model before it is asked. */
function useFactsOf() {
  const t = useTranslations('models');
  return (model: ModelDescriptor): readonly Fact[] => [
    ...(model.supportsReasoning ? [{ name: 'thinks', icon: Brain, words: t('thinks') }] : []),
    model.acceptsImages
      ? { name: 'pictures', icon: null, words: t('pictures', { count: model.maxImagesPerPrompt }) }
      : { name: 'no-pictures', icon: ImageOff, words: t('noPictures') },
    {
      name: 'window',
      icon: null,
      words: t('contextWindow', { tokens: shortTokens(model.contextWindow) }),
    },
  ];
}

/** The facts of a model in one line. */
export function useFactsLine() {
  const factsOf = useFactsOf();
  return (model: ModelDescriptor): string =>
    factsOf(model)
      .map(({ words }) => words)
      .join(' · ');
}

/** The facts of the chosen model as small marks beside its name. */
export function ModelFacts({ id, model }: { id: string; model: ModelDescriptor }) {
  const t = useTranslations('models');
  const facts = useFactsOf()(model);
  return (
    <span id={id} className="flex shrink-0 items-center gap-2 text-text-faint text-xs">
      {facts.map(({ name, icon: Icon, words }) => (
        <span key={name} title={words} className={Icon ? undefined : 'max-md:sr-only'}>
          {Icon && <Icon aria-hidden size={15} />}
          <span className={Icon ? 'sr-only' : undefined}>{words}</span>
        </span>
      ))}
      {model.isGuessed && (
        <Link
          href={doctorPathFor(model.connectionId)}
          title={t('guessed')}
          aria-label={t('guessed')}
          className="-m-2 p-2 hover:text-text"
        >
          <CircleHelp aria-hidden size={15} />
        </Link>
      )}
    </span>
  );
}
