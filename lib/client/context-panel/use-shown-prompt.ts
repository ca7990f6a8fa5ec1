import 'client-only';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { datesInTimeZone } from '@/lib/domain/prompt/dates-in-time-zone';
import { fetchSettings } from '../api/settings';
import { useDraft } from '../draft/use-draft';
import { timeZone } from '../time-zone';
import type { PanelSubject } from './panel-subject';
import { promptOfDraft, type ShownPrompt, withDraftText, withSettings } from './shown-prompt';
import { useLoaded } from './use-loaded';
import { usePreview } from './use-preview';

/** What the browser knows by itself before there is a conversation. */
function useFirstPrompt({ conversationId, model, draft, own, revision }: PanelSubject) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision asks again.
  const load = useMemo(
    () => (conversationId ? null : () => fetchSettings()),
    [conversationId, revision],
  );
  const { value, ...state } = useLoaded(load);
  const { attachments } = useDraft(draft);
  const { settings } = own;
  const prompt = useMemo(() => {
    if (conversationId || !value || !model) return null;
    const dates = datesInTimeZone(Date.now(), timeZone());
    const systemPrompt = settings.systemPrompt ?? value.systemPrompt;
    return promptOfDraft({ systemPrompt, ...dates, attachments, model, settings });
  }, [conversationId, value, model, attachments, settings]);
  return { prompt, ...state };
}

/** What the next send would be made of; a choice among the settings shows at once. */
export function useShownPrompt(subject: PanelSubject) {
  const preview = usePreview(subject, false);
  const first = useFirstPrompt(subject);
  const { text } = useDraft(subject.draft);
  const question = useDeferredValue(text);
  const { settings, store } = subject.own;
  useEffect(() => {
    if (preview.value) store.take(preview.value);
  }, [preview.value, store]);

  const isStored = subject.conversationId !== null;
  // Apart from what is typed, so that a letter changes nothing but prices.
  const chosen = useMemo((): ShownPrompt | null => {
    if (!preview.value) return null;
    return withSettings({ ...preview.value, isStored: true }, settings);
  }, [preview.value, settings]);
  const wordless = isStored ? chosen : first.prompt;
  const prompt = useMemo(() => wordless && withDraftText(wordless, question), [wordless, question]);
  const { error: loadError, isLoading, reload } = isStored ? preview : first;
  return { prompt, loadError, isLoading, reload };
}

export type PanelPrompt = ReturnType<typeof useShownPrompt>;
