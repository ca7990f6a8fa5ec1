import 'client-only';
import type { Attachment } from '@/lib/domain/attachment';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import { cleanFileName } from '@/lib/domain/image/clean-file-name';
import { MAX_IMAGES_PER_PROMPT } from '@/lib/domain/prompt/cap-images';
import { attachmentUrl } from '@/lib/protocol/ui-message';
import type { UploadOptions } from '../api/upload-attachment';
import type { PreparedImage } from '../image/prepared-image';
import { randomId } from '../random-id';
import type { DraftAttachment } from './draft-attachment';
import { type DraftSnapshot, EMPTY_DRAFT, type Refusal } from './draft-snapshot';
import { moveItem } from './move-item';
import { TaskQueue } from './task-queue';

/** What a draft needs of the world. */
export type DraftPorts = {
  prepare(file: File, signal: AbortSignal): Promise<PreparedImage>;
  upload(blob: Blob, options: UploadOptions): Promise<Attachment>;
  createUrl(blob: Blob): string;
  revokeUrl(url: string): void;
};

/** A browser opens six connections to one server at most; answers that stream need some of them. */
const UPLOADS_AT_ONCE = 3;

/** No further try can help: the file leaves the draft and its name and reason stay to be read. */
const FINAL_REFUSALS: readonly ErrorCode[] = [
  'image-damaged',
  'image-type',
  'image-pixels',
  'image-aspect',
  'image-size',
];

/** Unsent text and pictures of one conversation. Free of React: see `useDraft`. */
export class DraftStore {
  readonly id: string;
  /** Whether it may be kept beyond the life of the page. */
  readonly isPersistent: boolean;
  readonly #ports: DraftPorts;
  readonly #uploads = new TaskQueue(UPLOADS_AT_ONCE);
  readonly #listeners = new Set<() => void>();
  readonly #running = new Map<string, AbortController>();
  #snapshot = EMPTY_DRAFT;

  /** @param options.isPersistent - `false` for one that must leave no trace in the browser. */
  constructor(id: string, ports: DraftPorts, { isPersistent = true } = {}) {
    this.id = id;
    this.#ports = ports;
    this.isPersistent = isPersistent;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): DraftSnapshot => this.#snapshot;

  readonly setText = (text: string): void => this.#set({ text });

  /**
   * Takes files in their order until the limit; preparation and upload begin at once. Files beyond
   * the limit are refused by name with `image-count` and change nothing else.
   *
   * @param limit - Most pictures the draft may hold.
   * @returns The files that were refused at once; others may be refused later, see `refusals`.
   */
  readonly add = (
    files: readonly File[],
    limit: number = MAX_IMAGES_PER_PROMPT,
  ): { refused: Refusal[] } => {
    const room = Math.max(0, limit - this.#snapshot.attachments.length);
    const added = files.slice(0, room).map((file) => this.#toAttachment(file));
    const refused = files.slice(room).map((file): Refusal => {
      const name = cleanFileName(file.name);
      return { key: randomId(), name, error: new AppError('image-count', { name, limit }) };
    });
    const { attachments, refusals } = this.#snapshot;
    this.#set({
      attachments: [...attachments, ...added],
      refusals: [...refusals, ...refused],
    });
    for (const { key } of added) void this.#process(key);
    return { refused };
  };

  /** Takes pictures that are stored already, such as those of a sent message that is edited. */
  readonly addExisting = (existing: readonly Attachment[]): void => {
    const added = existing.map(
      (attachment): DraftAttachment => ({
        key: randomId(),
        name: attachment.name,
        state: { status: 'ready', attachment },
        file: null,
        prepared: null,
        previewUrl: attachmentUrl(attachment.id),
      }),
    );
    this.#set({ attachments: [...this.#snapshot.attachments, ...added] });
  };

  /** Takes a picture out; its preparation or upload ends. */
  readonly remove = (key: string): void => {
    this.#release(key);
    this.#set({ attachments: this.#snapshot.attachments.filter((item) => item.key !== key) });
  };

  /** Moves a picture from one place to another; the others keep their order. */
  readonly move = (from: number, to: number): void =>
    this.#set({ attachments: moveItem(this.#snapshot.attachments, from, to) });

  /** Tries a failed picture again from where it failed. */
  readonly retry = (key: string): void => {
    if (this.#find(key)?.state.status === 'failed') void this.#process(key);
  };

  /** Names a picture that could not be had, and why. */
  readonly refuse = (name: string, error: AppError): void =>
    this.#set({ refusals: [...this.#snapshot.refusals, { key: randomId(), name, error }] });

  readonly dismissRefusals = (): void => this.#set({ refusals: [] });

  /** Empties the draft, after its content went elsewhere. */
  readonly clear = (): void => {
    for (const { key } of this.#snapshot.attachments) this.#release(key);
    this.#set(EMPTY_DRAFT);
  };

  /** Puts back what `getSnapshot` gave before `clear`, or before the page was left, in front of what was added since. */
  readonly restore = ({ text, attachments }: DraftSnapshot): void => {
    const current = this.#snapshot;
    const restored = attachments.map((item) => ({
      ...item,
      key: this.#find(item.key) ? randomId() : item.key,
      previewUrl: item.prepared ? this.#ports.createUrl(item.prepared.blob) : item.previewUrl,
    }));
    this.#set({
      text: [text, current.text].filter((part) => part !== '').join('\n'),
      attachments: [...restored, ...current.attachments],
    });
    for (const { key, state } of restored) if (state.status !== 'ready') void this.#process(key);
  };

  /**
   * Uploads every picture once more whose bytes are at hand, for a server that has lost them
   * (`attachment-gone`).
   *
   * @returns Whether there were any and all are uploaded; if not, the snapshot says which.
   */
  readonly uploadAgain = async (): Promise<boolean> => {
    const keys = this.#snapshot.attachments.flatMap(({ key, prepared }) => (prepared ? [key] : []));
    await Promise.all(keys.map((key) => this.#process(key)));
    return keys.length > 0 && keys.every((key) => this.#find(key)?.state.status === 'ready');
  };

  async #process(key: string): Promise<void> {
    const controller = new AbortController();
    this.#running.get(key)?.abort();
    this.#running.set(key, controller);
    try {
      await this.#prepareAndUpload(key, controller.signal);
    } catch (error) {
      // Aborted means taken out of the draft, or begun anew: nobody waits for the outcome.
      if (!controller.signal.aborted) this.#fail(key, error);
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
    }
  }

  async #prepareAndUpload(key: string, signal: AbortSignal): Promise<void> {
    const prepared = await this.#prepare(key, signal);
    this.#update(key, { state: { status: 'uploading', progress: 0 } });
    const attachment = await this.#uploads.run(
      () =>
        this.#ports.upload(prepared.blob, {
          name: this.#find(key)?.name ?? '',
          signal,
          onProgress: (progress) => this.#update(key, { state: { status: 'uploading', progress } }),
        }),
      signal,
    );
    signal.throwIfAborted();
    this.#update(key, { state: { status: 'ready', attachment } });
  }

  async #prepare(key: string, signal: AbortSignal): Promise<PreparedImage> {
    const { prepared, file } = this.#find(key) ?? {};
    if (prepared) return prepared;
    if (!file) throw new AppError('attachment-gone');
    this.#update(key, { state: { status: 'preparing' } });
    const made = await this.#ports.prepare(file, signal);
    signal.throwIfAborted();
    this.#update(key, { prepared: made, previewUrl: this.#ports.createUrl(made.blob) });
    return made;
  }

  #fail(key: string, cause: unknown): void {
    const item = this.#find(key);
    if (!item) return;
    const { name } = item;
    const error = cause instanceof AppError ? cause : new AppError('internal', { name }, { cause });
    if (!FINAL_REFUSALS.includes(error.code)) {
      this.#update(key, { state: { status: 'failed', error } });
      return;
    }
    this.remove(key);
    this.#set({ refusals: [...this.#snapshot.refusals, { key, name, error }] });
  }

  #toAttachment(file: File): DraftAttachment {
    return {
      key: randomId(),
      name: cleanFileName(file.name),
      state: { status: 'preparing' },
      file,
      prepared: null,
      previewUrl: null,
    };
  }

  #release(key: string): void {
    this.#running.get(key)?.abort();
    this.#running.delete(key);
    const { prepared, previewUrl } = this.#find(key) ?? {};
    if (prepared && previewUrl) this.#ports.revokeUrl(previewUrl);
  }

  #find(key: string): DraftAttachment | undefined {
    return this.#snapshot.attachments.find((item) => item.key === key);
  }

  #update(key: string, change: Partial<DraftAttachment>): void {
    this.#set({
      attachments: this.#snapshot.attachments.map((item) =>
        item.key === key ? { ...item, ...change } : item,
      ),
    });
  }

  #set(change: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
