import 'client-only';
import { uploadAttachment } from '../api/upload-attachment';
import { prepareImage } from '../image/prepare-image';
import { DraftStore } from './draft-store';

/** Name of the draft of a conversation that is not stored yet. */
export const NEW_CONVERSATION = 'new';

const drafts = new Map<string, DraftStore>();

/** A draft of its own, such as that of a sent message that is edited. */
export function createDraft(id: string): DraftStore {
  return new DraftStore(id, {
    prepare: prepareImage,
    upload: uploadAttachment,
    createUrl: (blob) => URL.createObjectURL(blob),
    revokeUrl: (url) => URL.revokeObjectURL(url),
  });
}

/** The draft of a conversation; kept in memory while the page lives, so that moving about loses nothing. */
export function draftOf(id: string): DraftStore {
  const known = drafts.get(id);
  if (known) return known;
  const draft = createDraft(id);
  drafts.set(id, draft);
  return draft;
}

/** A new conversation got its id: what is being typed goes on as that conversation's draft. */
export function moveNewDraftTo(id: string): void {
  const draft = drafts.get(NEW_CONVERSATION);
  if (!draft) return;
  drafts.delete(NEW_CONVERSATION);
  drafts.set(id, draft);
}
