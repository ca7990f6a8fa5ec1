import 'client-only';
import { useDeferredValue, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { datesInTimeZone } from '@/lib/domain/prompt/dates-in-time-zone';
import { saveConversationSettings } from '../api/prompt-preview';
import { fetchSettings } from '../api/settings';
import { useDraft } from '../draft/use-draft';
import { useLatest } from '../layout/use-latest';
import { timeZone } from '../time-zone';
import type { PanelSubject } from './panel-subject';
import { createSettingsWriter } from './settings-writer';
import { promptOfDraft, type ShownPrompt, withDraftText, withSettings } from './shown-prompt';
import { useLoaded } from './use-loaded';
import { usePreview } from './use-preview';

/** What the browser knows by itself before there is a conversation. */
function useFirstPrompt({ conversationId, model, draft, revision }: PanelSubject) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision asks again.
  const load = useMemo(
    () => (conversationId ? null : () => fetchSettings()),
    [conversationId, revision],
  );
  const { value, ...state } = useLoaded(load);
  const { attachments } = useDraft(draft);
  const prompt = useMemo(() => {
    if (conversationId || !value || !model) return null;
    const dates = datesInTimeZone(Date.now(), timeZone());
    return promptOfDraft({ ...value, ...dates, attachments, model });
  }, [conversationId, value, model, attachments]);
  return { prompt, ...state };
}

/**
 * What the next send would be made of, and the settings of the conversation to choose in; a choice shows
 * at once and is stored behind.
 *
 * @param onChanged - Settings were stored, or were not: a new revision of the subject is due.
 */
export function useShownPrompt(subject: PanelSubject, onChanged: () => void) {
  const preview = usePreview(subject, false);
  const first = useFirstPrompt(subject);
  const { text } = useDraft(subject.draft);
  const question = useDeferredValue(text);
  const latest = useLatest({ subject, onChanged });
  const [writer] = useState(() =>
    createSettingsWriter({
      async save(version, settings) {
        const { conversationId } = latest.current.subject;
        if (!conversationId) return version;
        return saveConversationSettings(conversationId, version, settings);
      },
      onSettled: () => latest.current.onChanged(),
    }),
  );
  const { wanted, error } = useSyncExternalStore(
    writer.subscribe,
    writer.getState,
    writer.getServerState,
  );
  useEffect(() => {
    if (preview.value) writer.take(preview.value);
  }, [preview.value, writer]);

  const isStored = subject.conversationId !== null;
  // Apart from what is typed, so that a letter changes nothing but prices.
  const chosen = useMemo((): ShownPrompt | null => {
    if (!preview.value) return null;
    const stored = { ...preview.value, isStored: true };
    return wanted ? withSettings(stored, wanted) : stored;
  }, [preview.value, wanted]);
  const wordless = isStored ? chosen : first.prompt;
  const prompt = useMemo(() => wordless && withDraftText(wordless, question), [wordless, question]);
  const { error: loadError, isLoading, reload } = isStored ? preview : first;
  return { prompt, loadError, isLoading, reload, changeError: error, writer };
}

export type PanelPrompt = ReturnType<typeof useShownPrompt>;
