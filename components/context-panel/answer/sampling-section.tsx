'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ConversationSettingsInView } from '@/lib/client/conversation-settings/use-conversation-settings';
import type { GenerationChoice } from '@/lib/domain/generation/generation-choice';
import type { NumberField as NumberFieldName } from '@/lib/domain/generation/number-bounds';
import type { ModelDescriptor } from '@/lib/domain/model';
import { PanelSection } from '../panel-section';
import { NumberField } from './number-field';
import { StopField } from './stop-field';
import { ThinksField } from './thinks-field';
import { NUMBER_FIELDS, usualValue } from './usual-values';

type SamplingSectionProps = {
  own: Pick<ConversationSettingsInView, 'settings' | 'change'>;
  model: ModelDescriptor;
};

type FieldName = NumberFieldName | 'stop';

function useUsualText(model: ModelDescriptor) {
  const t = useTranslations('generation');
  const format = useFormatter();
  return (name: FieldName): string => {
    const usual = name === 'stop' ? undefined : usualValue(name, model);
    if (usual === undefined) return t(name === 'stop' ? 'none' : 'byServer');
    const isOfCard = name !== 'maxOutputTokens' && !model.isGuessed;
    return t(isOfCard ? 'byModelCard' : 'usually', { value: format.number(usual) });
  };
}

/** How the model chooses its words: only what its server takes, each with what holds by itself. */
export function SamplingSection({ own, model }: SamplingSectionProps) {
  const t = useTranslations('generation');
  const format = useFormatter();
  const usualText = useUsualText(model);
  // Fields begin anew then, also with what they did not take.
  const [resets, setResets] = useState(0);
  const choice = own.settings.generation ?? {};
  const { connectionLabel: connection, withoutFields = [] } = model;
  const choose = (change: GenerationChoice) =>
    void own.change((before) => ({ ...before, generation: withChoice(before.generation, change) }));

  const isRefused = (name: FieldName) => withoutFields.includes(name);
  const isShown = (name: FieldName) => !isRefused(name) || choice[name] !== undefined;
  const notTaken = (name: FieldName) => (isRefused(name) ? t('notTaken', { connection }) : null);
  const hidden = ([...NUMBER_FIELDS, 'stop'] as const).filter((name) => !isShown(name));
  const count = Object.values(choice).filter((value) => value !== undefined).length;
  return (
    <PanelSection
      title={t('title')}
      aside={<span className="text-sm text-text-muted">{t('chosenCount', { count })}</span>}
    >
      {model.isDemo && <p className="text-sm text-text-muted">{t('demo')}</p>}
      {(model.thinksInMarkers || choice.thinks !== undefined) && (
        <ThinksField value={choice.thinks} onChange={(thinks) => choose({ thinks })} />
      )}
      {NUMBER_FIELDS.filter(isShown).map((name) => (
        <NumberField
          key={`${name}:${resets}`}
          name={name}
          value={choice[name]}
          usual={usualValue(name, model)}
          usualText={usualText(name)}
          notTaken={notTaken(name)}
          onChange={(value) => choose({ [name]: value })}
        />
      ))}
      {isShown('stop') && (
        <StopField
          key={`stop:${resets}`}
          value={choice.stop}
          usualText={usualText('stop')}
          notTaken={notTaken('stop')}
          onChange={(stop) => choose({ stop })}
        />
      )}
      {hidden.length > 0 && (
        <p className="text-text-muted text-xs">
          {t('notOffered', { connection, fields: format.list(hidden.map((name) => t(name))) })}
        </p>
      )}
      <Button
        className="self-start"
        onClick={() => {
          setResets((before) => before + 1);
          void own.change({ generation: undefined });
        }}
      >
        {t('reset')}
      </Button>
    </PanelSection>
  );
}

/** A choice with a change; `undefined` once nothing is chosen any more. */
function withChoice(
  before: GenerationChoice | undefined,
  change: GenerationChoice,
): GenerationChoice | undefined {
  const all = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
