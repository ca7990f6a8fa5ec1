import 'client-only';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import { uploadAttachment } from '../api/upload-attachment';
import { prepareImage } from '../image/prepare-image';
import { DraftStore } from './draft-store';

/** Name of the draft of a conversation that is not stored yet. */
export const NEW_CONVERSATION = 'new';
/** Name of the draft of a temporary chat that has no id yet. */
export const NEW_TEMPORARY = 'new-temporary';

const drafts = new Map<string, DraftStore>();

/**
 * A draft of its own, such as that of a sent message that is edited.
 *
 * @param isTemporary - Whether its pictures are never to be written to the server's disk.
 */
export function createDraft(id: string, isTemporary: boolean): DraftStore {
  return new DraftStore(id, {
    prepare: prepareImage,
    upload: (blob, options) => uploadAttachment(blob, { ...options, isTemporary }),
    createUrl: (blob) => URL.createObjectURL(blob),
    revokeUrl: (url) => URL.revokeObjectURL(url),
  });
}

/** The draft of a conversation; kept in memory while the page lives, so that moving about loses nothing. */
export function draftOf(id: string): DraftStore {
  const known = drafts.get(id);
  if (known) return known;
  const draft = createDraft(id, id === NEW_TEMPORARY || isTemporaryId(id));
  drafts.set(id, draft);
  return draft;
}

/** A new conversation got its id: what is being typed goes on as that conversation's draft. */
export function moveNewDraftTo(id: string): void {
  const name = isTemporaryId(id) ? NEW_TEMPORARY : NEW_CONVERSATION;
  const draft = drafts.get(name);
  if (!draft) return;
  drafts.delete(name);
  drafts.set(id, draft);
}

/** A new chat becomes a temporary one, or the other way round: words that wait go along. */
export function carryNewText(isTemporary: boolean): void {
  const source = draftOf(isTemporary ? NEW_CONVERSATION : NEW_TEMPORARY);
  const target = draftOf(isTemporary ? NEW_TEMPORARY : NEW_CONVERSATION);
  const { text } = source.getSnapshot();
  if (text === '' || target.getSnapshot().text !== '') return;
  target.setText(text);
  source.setText('');
}
