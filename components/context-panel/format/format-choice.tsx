'use client';

import { useTranslations } from 'next-intl';
import { Suspense, useId } from 'react';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { schemaPlaceOf } from '@/lib/client/structured/schema-draft';
import { useFormatChoice } from '@/lib/client/structured/use-format-choice';
import { lazyPart } from '@/lib/client/version/lazy-part';
import { RadioChoice } from '../fields/radio-choice';

const FORMATS = ['text', 'json', 'json-schema'] as const;

const LABELS = {
  text: ['text', 'textHint'],
  json: ['json', 'jsonHint'],
  'json-schema': ['schema', 'schemaHint'],
} as const;

const SchemaEditor = lazyPart(() => import('./schema-editor'));

function Loading() {
  const t = useTranslations('structured');
  return (
    <p role="status" className="text-sm text-text-muted">
      {t('loadingEditor')}
    </p>
  );
}

type FormatChoiceProps = {
  subject: Pick<PanelSubject, 'own' | 'conversationId' | 'model' | 'draft'>;
};

/** The form that the answers of a conversation must have. */
export function FormatChoice({ subject }: FormatChoiceProps) {
  const { own, conversationId, model, draft } = subject;
  const t = useTranslations('structured');
  const name = useId();
  const place = schemaPlaceOf(conversationId, !draft.isPersistent);
  const { shown, choose } = useFormatChoice(place, own);
  const isInWords = shown !== 'text' && model?.withoutFields?.includes('responseFormat');
  return (
    <fieldset disabled={!own.isKnown} className="flex min-w-0 flex-col gap-1">
      <legend className="mb-2 font-semibold text-sm">{t('title')}</legend>
      {FORMATS.map((format) => {
        const [label, hint] = LABELS[format];
        return (
          <RadioChoice
            key={format}
            name={name}
            label={t(label)}
            hint={t(hint)}
            isChosen={shown === format}
            onChoose={() => choose(format)}
          />
        );
      })}
      {isInWords && <p className="text-text-muted text-xs">{t('inWordsHint')}</p>}
      {shown === 'json-schema' && own.isKnown && (
        <Suspense fallback={<Loading />}>
          <SchemaEditor
            place={place}
            used={own.settings.responseFormat}
            hasFailed={own.error !== null}
            onUse={(format) => own.change({ responseFormat: format })}
          />
        </Suspense>
      )}
    </fieldset>
  );
}
