import 'client-only';
import type { DraftSnapshot } from './draft-snapshot';
import type { DraftStorage } from './draft-storage';
import { type LastSend, toStoredContent } from './stored-draft';

/** What is kept of a draft at one moment. */
export type Kept = {
  readonly draft: DraftSnapshot;
  readonly lastSend: LastSend | null;
  /** Out of the draft, on its way to the server. */
  readonly underWay: DraftSnapshot | null;
};

export type WriterPorts = {
  readonly storage: DraftStorage;
  /** Milliseconds since 1970. */
  now(): number;
  /** What is kept of a draft has changed. */
  onSaved(id: string): void;
};

function toStored({ draft, lastSend, underWay }: Kept) {
  const { content, bytes } = toStoredContent(draft);
  const sent = underWay && toStoredContent(underWay);
  return {
    record: { content, lastSend: lastSend && { ...lastSend, content: sent?.content ?? null } },
    bytes: new Map([...bytes, ...(sent?.bytes ?? [])]),
  };
}

/** Writes one draft to the storage: only when it has changed, and only bytes that are not there yet. */
export class DraftWriter {
  readonly #ports: WriterPorts;
  #id: string;
  #keptBytes = new Set<string>();
  #written: string | null = null;

  constructor(id: string, ports: WriterPorts) {
    this.#id = id;
    this.#ports = ports;
  }

  /** What is kept, with its bytes; `null` when there is nothing. Fails as the storage does. */
  async load() {
    const loaded = await this.#ports.storage.load(this.#id);
    this.#keptBytes = new Set(loaded?.bytes.keys());
    return loaded;
  }

  /** Takes what is there now as written. */
  accept(kept: Kept): void {
    this.#written = JSON.stringify(toStored(kept).record);
  }

  /** Another tab has written: nothing of ours is known to be there any more. */
  distrust(): void {
    this.#written = null;
    this.#keptBytes.clear();
  }

  /** Fails as the storage does; the next one writes all that this one did not. */
  async write(kept: Kept): Promise<void> {
    const { record, bytes } = toStored(kept);
    const text = JSON.stringify(record);
    if (text === this.#written) return;
    const put = new Map([...bytes].filter(([id]) => !this.#keptBytes.has(id)));
    const remove = [...this.#keptBytes].filter((id) => !bytes.has(id));
    this.#written = text;
    this.#keptBytes = new Set(bytes.keys());
    const id = this.#id;
    try {
      await this.#ports.storage.save(
        { id, ...record, savedAt: this.#ports.now() },
        { put, remove },
      );
      this.#ports.onSaved(id);
    } catch (error) {
      this.distrust();
      throw error;
    }
  }

  /** Writes under another name from now on. */
  async moveTo(id: string, kept: Kept): Promise<void> {
    const before = this.#id;
    this.#id = id;
    this.distrust();
    await this.write(kept);
    await this.#ports.storage.remove(before);
    this.#ports.onSaved(before);
  }
}
