import 'client-only';
import { useDeferredValue, useMemo } from 'react';
import { useDraft } from '../draft/use-draft';
import { formatRequest } from './format-request';
import type { PanelSubject } from './panel-subject';
import { readyAttachments } from './shown-prompt';
import { usePreview } from './use-preview';

/** The JSON of the next request with what is being typed, and its repairs; `text` is `null` until it is here. */
export function useRequestText(subject: PanelSubject) {
  const { value, error } = usePreview(subject, true);
  const { text: question, attachments } = useDeferredValue(useDraft(subject.draft));
  const hasPictures = readyAttachments({ attachments }).length > 0;
  const request = value?.request ?? null;
  const text = useMemo(
    () => (request === null ? null : formatRequest(request.body, question, hasPictures)),
    [request, question, hasPictures],
  );
  return { text, repairs: request?.repairs ?? [], error };
}
