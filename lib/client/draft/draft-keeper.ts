import 'client-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type MessageId } from '@/lib/domain/ids';
import { randomId } from '../random-id';
import type { DraftSnapshot } from './draft-snapshot';
import type { DraftStore } from './draft-store';
import { DraftWriter, type Kept, type WriterPorts } from './draft-writer';
import { isEmptyContent, sameContent } from './same-content';
import { fingerprintOf, type Sending, toSending } from './sending';
import { type LastSend, type PictureBytes, type StoredDraft, toSnapshot } from './stored-draft';

/** What keeping needs of the world. */
export type KeeperPorts = WriterPorts & {
  /** Acts after a short wait; the returned function takes it back. */
  later(act: () => void): () => void;
};

export type KeeperState = {
  /** What was kept is not in the draft yet. */
  readonly isLoading: boolean;
  /** What an earlier life of the page tried to send, and is back in the draft. */
  readonly interrupted: DraftSnapshot | null;
};

/**
 * Keeps a draft until the server has it, over reloads and crashes, and makes the same send twice one
 * message: its key is kept before the server is asked, and used again while the content is the same.
 */
export class DraftKeeper {
  readonly draft: DraftStore;
  readonly #ports: KeeperPorts;
  readonly #writer: DraftWriter;
  readonly #listeners = new Set<() => void>();
  #state: KeeperState = { isLoading: true, interrupted: null };
  #opening: Promise<void> | null = null;
  #isEnded = false;
  /** Changed by the person since it was last loaded or sent. */
  #isTouched = false;
  #isApplying = false;
  #seen: DraftSnapshot;
  #lastSend: LastSend | null = null;
  /** Out of the draft, and not taken by the server as far as is known. */
  #underWay: DraftSnapshot | null = null;
  /** Whether that was in an earlier life of the page. */
  #isLeftOver = false;
  #takeBack: (() => void) | null = null;

  constructor(draft: DraftStore, ports: KeeperPorts) {
    this.draft = draft;
    this.#ports = ports;
    this.#writer = new DraftWriter(draft.id, ports);
    this.#seen = draft.getSnapshot();
    draft.subscribe(() => this.#notice());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getState = (): KeeperState => this.#state;

  /** Looks for what was kept, once; what was typed before it came stays behind it. */
  readonly open = (): Promise<void> => {
    this.#opening ??= this.#load(() => true).then(() => {
      this.#set({ isLoading: false });
      this.flush();
    });
    return this.#opening;
  };

  /** Keeps what is there now; nothing waits any more. */
  readonly flush = (): void => void this.#save();

  /** The conversation got its id. */
  moveTo(id: string): void {
    if (this.draft.isPersistent) void quietly(this.#writer.moveTo(id, this.#kept()));
  }

  /**
   * Takes the content out of the draft to be sent, once its key is kept.
   *
   * @param parentId - Message it follows.
   */
  async beginSend(parentId: MessageId | null): Promise<Sending> {
    const snapshot = this.draft.getSnapshot();
    const fingerprint = fingerprintOf(snapshot);
    const isSame =
      this.#lastSend?.fingerprint === fingerprint && this.#lastSend.parentId === parentId;
    const key = isSame && this.#lastSend ? this.#lastSend.key : asId<MessageId>(randomId());
    this.#lastSend = { key, parentId, fingerprint };
    this.#underWay = snapshot;
    this.#isLeftOver = false;
    this.#isTouched = false;
    this.#apply(() => this.draft.clear());
    this.#set({ interrupted: null });
    await this.#save();
    return toSending(key, snapshot);
  }

  /** The server has taken what was sent. */
  taken(): void {
    this.#underWay = null;
    this.#lastSend = null;
    this.flush();
  }

  /**
   * The server has not taken it, as far as is known: it is in the draft again.
   *
   * @returns What the draft holds now.
   */
  putBack(): DraftSnapshot {
    const snapshot = this.#underWay;
    this.#underWay = null;
    this.#isTouched = true;
    if (snapshot) this.#apply(() => this.draft.restore(snapshot));
    this.flush();
    return this.draft.getSnapshot();
  }

  /**
   * Compares with what the server has: a send that arrived without our knowing is no draft any more,
   * one that was on its way when the page was left and did not arrive is put back.
   *
   * @param stored - Ids of the messages it has; `null` where that cannot be known.
   */
  settle(stored: readonly MessageId[] | null): void {
    const isOnItsWay = this.#underWay !== null && !this.#isLeftOver;
    if (this.#state.isLoading || isOnItsWay || !this.#lastSend) return;
    const { key, fingerprint } = this.#lastSend;
    const isLeftOver = this.#isLeftOver;
    this.#isLeftOver = false;
    const isInDraft = fingerprintOf(this.draft.getSnapshot()) === fingerprint;
    if (stored?.includes(key)) {
      if (isInDraft) this.#apply(() => this.draft.clear());
      this.#set({ interrupted: null });
      this.taken();
    } else if (isLeftOver || (isInDraft && !this.#isTouched)) {
      // A page that is left may see its send fail, and put it back itself.
      const interrupted = isLeftOver ? this.putBack() : this.draft.getSnapshot();
      this.#isTouched = false;
      this.#set({ interrupted });
    }
  }

  /** Another tab has kept something else: it is shown here unless the person writes here. */
  async follow(): Promise<void> {
    if (!this.draft.isPersistent || this.#state.isLoading) return;
    this.#writer.distrust();
    const isFree = () => !this.#isTouched && (this.#underWay === null || this.#isLeftOver);
    if (isFree()) await this.#load(isFree);
    this.settle(null);
  }

  /** Empties the draft and forgets its send; what is kept is the caller's to remove. */
  forget(): void {
    this.#underWay = null;
    this.#lastSend = null;
    this.#isTouched = false;
    this.#apply(() => this.draft.clear());
    this.#set({ interrupted: null });
  }

  /** Forgets the draft and writes nothing any more. */
  end(): void {
    this.#isEnded = true;
    this.#takeBack?.();
    this.forget();
  }

  /** @param isWanted - Asked when it has come: the person may have begun to write. */
  async #load(isWanted: () => boolean): Promise<void> {
    if (!this.draft.isPersistent) return;
    const loaded = await quietly(this.#writer.load());
    if (loaded === undefined || !isWanted()) return;
    const typed = this.#state.isLoading ? this.draft.getSnapshot() : null;
    this.#lastSend = null;
    this.#underWay = null;
    this.#isLeftOver = false;
    this.#apply(() => {
      if (!typed) this.draft.clear();
      if (loaded) this.#restore(loaded.draft, loaded.bytes);
    });
    if (!typed || isEmptyContent(typed)) this.#writer.accept(this.#kept());
  }

  #restore({ content, lastSend }: StoredDraft, bytes: PictureBytes): void {
    if (lastSend) {
      const { content: sent, ...record } = lastSend;
      this.#lastSend = record;
      this.#underWay = sent && toSnapshot(sent, bytes).snapshot;
      this.#isLeftOver = sent !== null;
    }
    const { snapshot, lost } = toSnapshot(content, bytes);
    // A browser may have put the same words into the box by itself.
    const isThere = this.draft.getSnapshot().text === snapshot.text;
    this.draft.restore(isThere ? { ...snapshot, text: '' } : snapshot);
    for (const name of lost) this.draft.refuse(name, new AppError('attachment-gone', { name }));
  }

  #kept(): Kept {
    return { draft: this.#seen, lastSend: this.#lastSend, underWay: this.#underWay };
  }

  #notice(): void {
    const before = this.#seen;
    this.#seen = this.draft.getSnapshot();
    if (this.#isApplying) return;
    if (!sameContent(before, this.#seen)) this.#isTouched = !isEmptyContent(this.#seen);
    if (before.attachments !== this.#seen.attachments) this.flush();
    else if (before.text !== this.#seen.text) this.#takeBack ??= this.#ports.later(this.flush);
  }

  async #save(): Promise<void> {
    this.#takeBack?.();
    this.#takeBack = null;
    if (this.#isEnded || this.#state.isLoading || !this.draft.isPersistent) return;
    await quietly(this.#writer.write(this.#kept()));
  }

  #apply(change: () => void): void {
    this.#isApplying = true;
    change();
    this.#isApplying = false;
  }

  #set(change: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The outcome; `undefined` when the browser refuses. The storage tells of that, and the draft lives on in the page. */
async function quietly<Result>(attempt: Promise<Result>): Promise<Result | undefined> {
  try {
    return await attempt;
  } catch {
    // Told of by the storage, see above.
    return undefined;
  }
}
