import 'client-only';
import type {
  ConversationChange,
  ConversationSummary,
} from '@/lib/domain/conversation/conversation';
import { settleChange } from '@/lib/domain/conversation/settle-change';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ConversationId } from '@/lib/domain/ids';
import { inGroups } from '@/lib/domain/in-groups';
import { type BulkRequest, MAX_BULK_IDS } from '@/lib/protocol/conversations';
import {
  changeConversation,
  changeConversations,
  deleteConversation,
  fetchConversations,
  type ListView,
  markConversationSeen,
} from '../api/conversations';
import { forgetDraft } from '../draft/drafts';
import { tabChannel } from '../tabs/tab-channel';
import { ConversationListStore } from './conversation-list-store';
import { folderListStore } from './folder-list-store';

/** What can be done with many conversations at once. */
export type BulkAct =
  | { readonly act: 'archive' | 'unarchive' | 'delete' }
  | { readonly act: 'move'; readonly folder: string | null };

/** What the lists need of the server, and of the other tabs. */
export type ConversationListPorts = {
  fetchPage: typeof fetchConversations;
  change: typeof changeConversation;
  changeMany: typeof changeConversations;
  remove: typeof deleteConversation;
  markSeen: typeof markConversationSeen;
  /** Tells the other tabs that something was changed. */
  announce(): void;
  refreshFolders(): void;
};

type Rows = readonly ConversationSummary[];

export const ALL: ListView = { archived: false, folder: null };
export const ARCHIVE: ListView = { archived: true, folder: null };

const isSameView = (one: ListView, other: ListView) =>
  one.archived === other.archived && one.folder === other.folder;

/** What a conversation is after a change; the server adds one to its version. */
function changed(row: ConversationSummary, change: ConversationChange): ConversationSummary {
  const { title, pinned, archived, folder } = { ...row, ...settleChange(change) };
  return {
    ...row,
    title: title ?? row.title,
    pinned: pinned ?? row.pinned,
    archived: archived ?? row.archived,
    folder: folder ?? null,
    version: row.version + 1,
  };
}

const changeOf = (bulk: Exclude<BulkAct, { act: 'delete' }>): ConversationChange =>
  bulk.act === 'move' ? { folder: bulk.folder } : { archived: bulk.act === 'archive' };

/** The lists of this page, one for each view, and what a person does in them: one act shows in all. */
export class ConversationLists {
  readonly #ports: ConversationListPorts;
  readonly #lists: { readonly view: ListView; readonly list: ConversationListStore }[] = [];

  constructor(ports: ConversationListPorts) {
    this.#ports = ports;
  }

  /** The list of a view, made when it is first asked for. */
  of(view: ListView): ConversationListStore {
    const known = this.#lists.find((each) => isSameView(each.view, view));
    if (known) return known.list;
    const list = new ConversationListStore(view, (before) => this.#ports.fetchPage(view, before));
    this.#lists.push({ view, list });
    return list;
  }

  /** A conversation that is in any of the lists. */
  find(id: ConversationId): ConversationSummary | undefined {
    for (const { list } of this.#lists) {
      const { pinned, conversations } = list.getState();
      const isIt = (row: ConversationSummary) => row.id === id;
      const row = pinned.find(isIt) ?? conversations.find(isIt);
      if (row) return row;
    }
    return undefined;
  }

  /** Asks for the newest page of each list that somebody looks at. */
  readonly refresh = async (): Promise<void> => {
    const watched = this.#lists.filter(({ list }) => list.isWatched);
    await Promise.all(watched.map(({ list }) => list.refresh()));
  };

  /** @returns Whether it worked; the lists' `error` says why not. */
  readonly change = (row: ConversationSummary, change: ConversationChange): Promise<boolean> =>
    this.#guard(async () => {
      await this.#ports.change(row.id, { ...change, version: row.version });
      this.#put([changed(row, change)]);
    });

  /** @returns Whether it worked; the lists' `error` says why not. */
  readonly changeMany = (rows: Rows, bulk: BulkAct): Promise<boolean> =>
    this.#guard(async () => {
      for (const group of inGroups(rows, MAX_BULK_IDS)) {
        const ids = group.map(({ id }) => id);
        const request: BulkRequest = { ...bulk, ids };
        await this.#ports.changeMany(request);
        if (bulk.act === 'delete') this.#drop(ids);
        else this.#put(group.map((row) => changed(row, changeOf(bulk))));
      }
    });

  /** @returns Whether the conversation is gone; the lists' `error` says why not. */
  readonly remove = (id: ConversationId): Promise<boolean> =>
    this.#guard(async () => {
      await this.#ports.remove(id);
      this.#drop([id]);
    });

  /** Notes that the newest answer was seen. If that fails the mark only stays. */
  readonly markSeen = async (id: ConversationId): Promise<void> => {
    const row = this.find(id);
    if (row) this.#put([{ ...row, isUnread: false }]);
    try {
      await this.#ports.markSeen(id);
      this.#ports.announce();
    } catch {
      // The mark comes back with the next look at the list, and is cleared when it is seen again.
    }
  };

  readonly dismissError = (): void => this.#setError(null);

  async #guard(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      this.#ports.announce();
      this.#ports.refreshFolders();
      await this.refresh();
      return true;
    } catch (cause) {
      this.#setError(toAppError(cause));
      return false;
    }
  }

  #put(rows: Rows): void {
    for (const { list } of this.#lists) list.put(rows);
  }

  #drop(ids: readonly ConversationId[]): void {
    for (const { list } of this.#lists) list.drop(ids);
  }

  #setError(error: AppError | null): void {
    for (const { list } of this.#lists) list.setError(error);
  }
}

/** The lists of this page. */
export const conversationLists = new ConversationLists({
  fetchPage: fetchConversations,
  change: changeConversation,
  async changeMany(request) {
    await changeConversations(request);
    if (request.act === 'delete') request.ids.map(forgetDraft);
  },
  async remove(id) {
    await deleteConversation(id);
    forgetDraft(id);
  },
  markSeen: markConversationSeen,
  announce: () => tabChannel.post({ type: 'conversations-changed' }),
  refreshFolders: () => void folderListStore.refresh(),
});
