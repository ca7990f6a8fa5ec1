'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { splitModelId } from '@/lib/domain/connection/split-model-id';
import type { ModelDescriptor } from '@/lib/domain/model';
import { PanelSection } from '../panel-section';

type ModelSectionProps = {
  subject: Pick<PanelSubject, 'models'> & { own: Pick<PanelSubject['own'], 'settings'> };
  model: ModelDescriptor;
};

/** The model of the conversation. */
export function ModelSection({ subject, model }: ModelSectionProps) {
  const t = useTranslations('generation');
  const hintId = useId();
  const { models, choose, refresh, isGone } = subject.models;
  const wanted = subject.own.settings.modelId ?? '';
  const groups = Map.groupBy(models, ({ connectionLabel }) => connectionLabel);
  return (
    <PanelSection title={t('model')}>
      <select
        aria-label={t('modelOf')}
        aria-describedby={hintId}
        value={model.id}
        onChange={(event) => choose(event.target.value)}
        onPointerDown={() => void refresh()}
        className="min-h-10 w-full cursor-pointer rounded-control border border-border-strong bg-raised px-2 text-base sm:text-sm"
      >
        {[...groups].map(([label, members]) => (
          <optgroup key={label} label={label}>
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {isGone && (
        <p role="status" className="text-sm text-warning-ink [overflow-wrap:anywhere]">
          {t('modelGone', { name: splitModelId(wanted)?.name ?? wanted, other: model.name })}
        </p>
      )}
      <p id={hintId} className="text-text-faint text-xs">
        {t('modelHint')}
      </p>
    </PanelSection>
  );
}
