import 'client-only';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import { uploadAttachment } from '../api/upload-attachment';
import { forgetNewSettings } from '../conversation-settings/new-settings';
import { prepareImage } from '../image/prepare-image';
import { tabChannel } from '../tabs/tab-channel';
import { browserDraftStorage } from './browser-draft-storage';
import { DraftKeeper } from './draft-keeper';
import { DraftStore } from './draft-store';

/** Name of the draft of a conversation that is not stored yet. */
export const NEW_CONVERSATION = 'new';
/** Name of the draft of a temporary chat that has no id yet. */
export const NEW_TEMPORARY = 'new-temporary';

/** What is typed is kept at most this much later, in milliseconds. */
const SAVE_DELAY_MS = 400;

/** Drafts that nobody touched for this long are not kept any longer. */
const KEEP_MS = 60 * 24 * 60 * 60 * 1000;

const drafts = new Map<string, DraftStore>();
const keepers = new WeakMap<DraftStore, DraftKeeper>();
let isWatching = false;

/** Schemas that are being typed. What keeps them is loaded when it is needed; where that fails nothing is done. */
const withSchemas = (act: (schemas: typeof import('../structured/schema-draft')) => void) =>
  void import('../structured/schema-draft').then(act).catch(() => undefined);

type DraftOptions = {
  /** Whether its pictures are never to be written to the server's disk. */
  readonly isTemporary: boolean;
  /** Whether this browser may keep it beyond the life of the page. */
  readonly isPersistent?: boolean;
};

/** A draft of its own, such as that of a sent message that is edited. */
export function createDraft(id: string, options: DraftOptions): DraftStore {
  const { isTemporary, isPersistent = false } = options;
  return new DraftStore(
    id,
    {
      prepare: prepareImage,
      upload: (blob, upload) => uploadAttachment(blob, { ...upload, isTemporary }),
      createUrl: (blob) => URL.createObjectURL(blob),
      revokeUrl: (url) => URL.revokeObjectURL(url),
    },
    { isPersistent },
  );
}

/** The draft of a conversation; in memory while the page lives, so that moving about loses nothing. */
export function draftOf(id: string): DraftStore {
  const known = drafts.get(id);
  if (known) return known;
  const isTemporary = id === NEW_TEMPORARY || isTemporaryId(id);
  const draft = createDraft(id, { isTemporary, isPersistent: !isTemporary });
  drafts.set(id, draft);
  return draft;
}

/** What keeps a draft until the server has it. */
export function keeperOf(draft: DraftStore): DraftKeeper {
  const known = keepers.get(draft);
  if (known) return known;
  const keeper = new DraftKeeper(draft, {
    storage: browserDraftStorage,
    now: Date.now,
    onSaved: (draftId) => tabChannel.post({ type: 'draft-changed', draftId }),
    later(act) {
      const timer = setTimeout(act, SAVE_DELAY_MS);
      return () => clearTimeout(timer);
    },
  });
  keepers.set(draft, keeper);
  return keeper;
}

/** A new conversation got its id: what is being typed goes on as that conversation's draft. */
export function moveNewDraftTo(id: string): void {
  const name = isTemporaryId(id) ? NEW_TEMPORARY : NEW_CONVERSATION;
  withSchemas(({ moveNewSchemaDraftTo }) => moveNewSchemaDraftTo(id));
  const draft = drafts.get(name);
  if (!draft) return;
  drafts.delete(name);
  drafts.set(id, draft);
  keeperOf(draft).moveTo(id);
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

/** A conversation was deleted: its draft goes with it. */
export function forgetDraft(id: string): void {
  const draft = drafts.get(id);
  if (draft) keeperOf(draft).end();
  withSchemas(({ forgetSchemaDraft }) => forgetSchemaDraft(id));
  // Where the browser keeps nothing there is nothing to remove.
  void browserDraftStorage.remove(id).catch(() => undefined);
}

/** The person signs out or deletes everything: no draft stays in this browser, nor in its other tabs. */
export async function forgetAllDrafts(): Promise<void> {
  for (const draft of drafts.values()) keeperOf(draft).end();
  forgetNewSettings();
  tabChannel.post({ type: 'drafts-cleared' });
  // As above.
  await browserDraftStorage.clear().catch(() => undefined);
}

/** Looks after all drafts of the page, once: nothing is lost when it goes away, other tabs are followed, old ones go. */
export function watchDrafts(): void {
  if (isWatching) return;
  isWatching = true;
  const flushAll = () => {
    for (const draft of drafts.values()) keeperOf(draft).flush();
  };
  window.addEventListener('pagehide', flushAll);
  document.addEventListener('visibilitychange', flushAll);
  tabChannel.listen((message) => {
    if (message.type === 'drafts-cleared') {
      for (const draft of drafts.values()) keeperOf(draft).forget();
      withSchemas(({ forgetAllSchemaDrafts }) => forgetAllSchemaDrafts());
    }
    if (message.type !== 'draft-changed') return;
    const draft = drafts.get(message.draftId);
    if (draft) void keeperOf(draft).follow();
  });
  // As in `forgetDraft`.
  void browserDraftStorage.sweep(Date.now() - KEEP_MS).catch(() => undefined);
}
