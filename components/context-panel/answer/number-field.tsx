'use client';

import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { useTyped } from '@/lib/client/layout/use-typed';
import {
  NUMBER_BOUNDS,
  type NumberBounds,
  type NumberField as NumberFieldName,
} from '@/lib/domain/generation/number-bounds';
import { type NumberProblem, readNumber } from '@/lib/domain/generation/read-number';
import { FieldFrame } from './field-frame';

const HINTS = {
  temperature: 'temperatureHint',
  topP: 'topPHint',
  maxOutputTokens: 'maxOutputTokensHint',
  seed: 'seedHint',
  frequencyPenalty: 'frequencyPenaltyHint',
  presencePenalty: 'presencePenaltyHint',
} as const satisfies Record<NumberFieldName, string>;

/** Where a slider stands while nothing is chosen and nothing is known: where it would change nothing. */
const WITHOUT_EFFECT: Partial<Record<NumberFieldName, number>> = {
  topP: 1,
  frequencyPenalty: 0,
  presencePenalty: 0,
};

type NumberFieldProps = {
  name: NumberFieldName;
  value: number | undefined;
  /** What holds while nothing is chosen; `undefined` where only the server knows. */
  usual: number | undefined;
  /** The same in words, after what the field does. */
  usualText: string;
  /** Why it is not sent though it was chosen. */
  notTaken: string | null;
  onChange: (value: number | undefined) => void;
};

function useProblemText({ min, max }: NumberBounds) {
  const t = useTranslations('generation');
  const format = useFormatter();
  return (problem: NumberProblem): string => {
    if (problem === 'no-number') return t('noNumber');
    if (problem === 'not-whole') return t('notWhole');
    return t('outOfRange', { min: format.number(min), max: format.number(max) });
  };
}

/** A number to type, and to slide where its bounds are near. */
export function NumberField(props: NumberFieldProps) {
  const { name, value, usual, usualText, notTaken, onChange } = props;
  const t = useTranslations('generation');
  const id = useId();
  const ids = { input: id, hint: `${id}-hint`, problem: `${id}-problem` };
  const bounds = NUMBER_BOUNDS[name];
  const problemText = useProblemText(bounds);
  const typed = useTyped(value?.toString() ?? '', (text) => {
    const read = text.trim() === '' ? undefined : readNumber(text, bounds);
    if (typeof read === 'string') return false;
    if (read !== value) onChange(read);
    return true;
  });
  const read = typed.text.trim() === '' ? undefined : readNumber(typed.text, bounds);
  const problem = typeof read === 'string' ? problemText(read) : notTaken;
  const described = {
    'aria-describedby': problem ? `${ids.hint} ${ids.problem}` : ids.hint,
    'aria-invalid': typeof read === 'string',
  };
  const reset = () => {
    typed.forget();
    onChange(undefined);
  };
  return (
    <FieldFrame
      ids={ids}
      label={t(name)}
      hint={`${t(HINTS[name])} ${usualText}`}
      problem={problem}
      onReset={typed.text === '' ? null : reset}
      aside={
        <input
          {...described}
          id={ids.input}
          inputMode={bounds.isWhole ? 'numeric' : 'decimal'}
          autoComplete="off"
          dir="ltr"
          value={typed.text}
          placeholder={usual?.toString()}
          onChange={(event) => typed.type(event.target.value)}
          onBlur={typed.leave}
          className="min-h-9 w-24 rounded-control border border-border-strong bg-background px-2 text-end text-base tabular-nums aria-invalid:border-warning-ink pointer-coarse:min-h-11 sm:text-sm"
        />
      }
    >
      {!bounds.isWhole && (
        <input
          type="range"
          aria-label={t(name)}
          aria-describedby={ids.hint}
          min={bounds.min}
          max={bounds.max}
          step={bounds.step}
          value={typeof read === 'number' ? read : (usual ?? WITHOUT_EFFECT[name])}
          onChange={(event) => typed.type(event.target.value)}
          onBlur={typed.leave}
          onPointerUp={typed.leave}
          className={clsx(
            'w-full cursor-pointer accent-accent pointer-coarse:min-h-8',
            read === undefined && 'opacity-60',
          )}
        />
      )}
    </FieldFrame>
  );
}
