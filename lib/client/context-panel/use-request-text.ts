import 'client-only';
import { useDeferredValue, useMemo } from 'react';
import { useDraft } from '../draft/use-draft';
import { formatRequest } from './format-request';
import type { PanelSubject } from './panel-subject';
import { usePreview } from './use-preview';

/** The JSON of the next request with what is being typed; `text` is `null` until it is here. */
export function useRequestText(subject: PanelSubject) {
  const { value, error } = usePreview(subject, true);
  const question = useDeferredValue(useDraft(subject.draft).text);
  const request = value?.request ?? null;
  const text = useMemo(
    () => (request === null ? null : formatRequest(request, question)),
    [request, question],
  );
  return { text, error };
}
