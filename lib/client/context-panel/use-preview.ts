import 'client-only';
import { useMemo } from 'react';
import { fetchPromptPreview } from '../api/prompt-preview';
import { useDraft } from '../draft/use-draft';
import type { PanelSubject } from './panel-subject';
import { readyAttachments } from './shown-prompt';
import { useLoaded } from './use-loaded';

/** The server's preview, asked again whenever the subject changes; nothing before there is a conversation. */
export function usePreview(subject: PanelSubject, withRequest: boolean) {
  const { conversationId, leafId, modelId, isReady, revision } = subject;
  const attachmentIds = readyAttachments(useDraft(subject.draft)).map(({ id }) => id);
  const pictures = attachmentIds.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: ids are the same when they read the same; a revision asks again.
  const load = useMemo(() => {
    if (!conversationId || !isReady) return null;
    const query = { modelId, leafId, attachmentIds, withRequest };
    return (signal: AbortSignal) => fetchPromptPreview(conversationId, query, signal);
  }, [conversationId, isReady, leafId, modelId, pictures, revision, withRequest]);
  return useLoaded(load);
}
