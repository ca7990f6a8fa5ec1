'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useModelList } from '@/lib/client/models/use-model-list';
import type { ModelDescriptor } from '@/lib/domain/model';
import { ModelFacts, useFactsLine } from './model-facts';

type ModelPickerProps = {
  models: readonly ModelDescriptor[];
  model: ModelDescriptor | null;
  onChoose: (id: string) => void;
  /** Local servers may have come or gone. */
  onOpen: () => void;
};

/** Chooses the model of the next question, by connection. */
export function ModelPicker({ models, model, onChoose, onOpen }: ModelPickerProps) {
  const t = useTranslations('chat');
  const { isLoading } = useModelList();
  const lineOf = useFactsLine();
  const factsId = useId();
  if (isLoading) {
    return (
      <span role="status" className="inline-block h-5 w-32 animate-pulse rounded bg-surface">
        <span className="sr-only">{t('modelsLoading')}</span>
      </span>
    );
  }
  if (!model) return <p className="text-sm text-text-muted">{t('noModels')}</p>;
  const groups = Map.groupBy(models, ({ connectionLabel }) => connectionLabel);
  return (
    <>
      <ModelFacts id={factsId} model={model} />
      <span className="relative inline-flex min-w-0 items-center">
        <select
          aria-label={t('model')}
          aria-describedby={factsId}
          value={model.id}
          onChange={(event) => onChoose(event.target.value)}
          onPointerDown={onOpen}
          className="field-sizing-content min-h-9 min-w-0 max-w-56 cursor-pointer appearance-none truncate rounded-control bg-transparent py-1 ps-2 pe-7 text-base text-text-muted hover:bg-surface hover:text-text sm:text-sm"
        >
          {[...groups].map(([label, members]) => (
            <optgroup key={label} label={label}>
              {members.map((member) => (
                <option key={member.id} value={member.id} title={lineOf(member)}>
                  {member.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <ChevronDown aria-hidden size={16} className="pointer-events-none absolute end-1.5" />
      </span>
    </>
  );
}
