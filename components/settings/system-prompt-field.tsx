'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { fetchSettings, saveSettings } from '@/lib/client/api/settings';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { DEFAULT_SYSTEM_PROMPT } from '@/lib/domain/prompt/system-prompt';
import { MAX_SYSTEM_PROMPT_CHARACTERS } from '@/lib/protocol/settings';

type State = 'loading' | 'ready' | 'saved' | { readonly error: AppError };

/** The system prompt of all conversations. */
export function SystemPromptField() {
  const t = useTranslations('settings');
  const id = useId();
  const [text, setText] = useState('');
  const [state, setState] = useState<State>('loading');

  const run = async (act: () => Promise<State>) => {
    const failed = (cause: unknown): State => ({
      error: toAppError(cause),
    });
    setState(await act().catch(failed));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded once, when it is opened.
  useEffect(() => {
    void run(async () => {
      setText((await fetchSettings()).systemPrompt);
      return 'ready';
    });
  }, []);
  const save = async (): Promise<State> => {
    await saveSettings({ systemPrompt: text });
    return 'saved';
  };
  return (
    <section className="flex flex-col gap-2">
      <label htmlFor={id} className="font-semibold text-sm">
        {t('systemPrompt')}
      </label>
      <p id={`${id}-hint`} className="text-sm text-text-muted">
        {t('systemPromptHint', { name: '{name}', today: '{today}', yesterday: '{yesterday}' })}
      </p>
      <textarea
        id={id}
        aria-describedby={`${id}-hint`}
        value={text}
        dir="auto"
        rows={6}
        disabled={state === 'loading'}
        maxLength={MAX_SYSTEM_PROMPT_CHARACTERS}
        placeholder={DEFAULT_SYSTEM_PROMPT}
        onChange={(event) => {
          setText(event.target.value);
          setState('ready');
        }}
        className="rounded-control border border-border-strong bg-background px-3 py-2 text-base sm:text-sm"
      />
      <div className="flex items-center gap-3">
        <Button disabled={state === 'loading'} onClick={() => void run(save)}>
          {t('save')}
        </Button>
        <span role="status" className="text-ok-ink text-sm">
          {state === 'saved' && t('saved')}
        </span>
      </div>
      {typeof state === 'object' && <FailureAlert error={state.error} />}
    </section>
  );
}
