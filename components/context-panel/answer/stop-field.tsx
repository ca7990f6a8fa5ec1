'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useTyped } from '@/lib/client/layout/use-typed';
import { MAX_STOP_CHARACTERS, MAX_STOP_TEXTS } from '@/lib/domain/generation/generation-choice';
import { readStopTexts, stopProblem, writeStopTexts } from '@/lib/domain/generation/stop-texts';
import { FieldFrame } from './field-frame';

type StopFieldProps = {
  value: readonly string[] | undefined;
  usualText: string;
  notTaken: string | null;
  onChange: (value: readonly string[] | undefined) => void;
};

function useProblem(lines: string): string | null {
  const t = useTranslations('generation');
  const problem = stopProblem(readStopTexts(lines));
  if (problem === 'too-many') return t('stopTooMany', { count: MAX_STOP_TEXTS });
  return problem === 'too-long' ? t('stopTooLong', { count: MAX_STOP_CHARACTERS }) : null;
}

/** Texts that end an answer, one a line. */
export function StopField({ value = [], usualText, notTaken, onChange }: StopFieldProps) {
  const t = useTranslations('generation');
  const id = useId();
  const ids = { input: id, hint: `${id}-hint`, problem: `${id}-problem` };
  const typed = useTyped(writeStopTexts(value), (lines) => {
    const texts = readStopTexts(lines);
    if (stopProblem(texts)) return false;
    if (lines !== writeStopTexts(value)) onChange(texts.length === 0 ? undefined : texts);
    return true;
  });
  const wrong = useProblem(typed.text);
  const problem = wrong ?? notTaken;
  const reset = () => {
    typed.forget();
    onChange(undefined);
  };
  return (
    <FieldFrame
      ids={ids}
      label={t('stop')}
      hint={`${t('stopHint', { count: MAX_STOP_TEXTS })} ${usualText}`}
      problem={problem}
      onReset={typed.text === '' ? null : reset}
    >
      <textarea
        id={ids.input}
        aria-describedby={problem ? `${ids.hint} ${ids.problem}` : ids.hint}
        aria-invalid={wrong !== null}
        dir="auto"
        rows={Math.min(MAX_STOP_TEXTS, typed.text.split('\n').length)}
        spellCheck={false}
        value={typed.text}
        onChange={(event) => typed.type(event.target.value)}
        onBlur={typed.leave}
        className="w-full resize-none rounded-control border border-border-strong bg-background px-2 py-1.5 font-mono text-base aria-invalid:border-warning-ink sm:text-sm"
      />
    </FieldFrame>
  );
}
