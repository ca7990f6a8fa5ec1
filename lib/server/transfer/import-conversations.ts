import 'server-only';
import type * as z from 'zod/mini';
import { AppError } from '@/lib/domain/errors/app-error';
import {
  type ImportedConversation,
  picturesOfImported,
} from '@/lib/domain/transfer/imported-conversation';
import type { JsonPiece } from '@/lib/domain/transfer/json-item-splitter';
import { EXPORT_VERSION, exportHeadSchema } from '@/lib/protocol/export';
import type { ImportEvent, ImportFormat } from '@/lib/protocol/import';
import { detectFormat, READERS, titleOf } from './detect-format';
import { ReportWriter } from './import-report';
import { readItems } from './read-items';
import { type ImportJob, storeConversation } from './store-conversation';

/** Conversations between two lines of progress. */
const PROGRESS_STEP = 10;

type Head = z.infer<typeof exportHeadSchema>;
export type ImportOptions = Omit<ImportJob, 'onLostPicture'>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An item that is no JSON is told as unreadable, like one of a wrong form.
    return undefined;
  }
}

/** @throws AppError `import-unknown` when it is not ours, `import-newer`. */
function readHead(text: string | null): Head {
  const head = exportHeadSchema.safeParse(parseJson(text ?? ''));
  if (!head.success) throw new AppError('import-unknown');
  if (head.data.version > EXPORT_VERSION) throw new AppError('import-newer');
  return head.data;
}

/** Tells in a dry run which pictures would be missing; whether their bytes are whole shows when they are read. */
function nameMissing(job: ImportJob, conversation: ImportedConversation): void {
  for (const { source, name } of conversation.messages.flatMap(picturesOfImported)) {
    if (source.type === 'data') continue;
    if (source.type !== 'file') job.onLostPicture(conversation, name, source.type);
    else if (!job.file.hasFile(source.key)) job.onLostPicture(conversation, name, 'missing');
  }
}

/** Imports what a file holds, conversation by conversation. */
class Import {
  readonly #job: ImportJob;
  readonly #writer = new ReportWriter();
  #format: ImportFormat | null = null;

  constructor(options: ImportOptions) {
    const onLostPicture: ImportJob['onLostPicture'] = (conversation, name, reason) =>
      this.#writer.losesPicture(conversation, name, reason);
    this.#job = { ...options, onLostPicture };
  }

  async *run(): AsyncGenerator<ImportEvent> {
    for (const document of this.#job.file.documents) {
      for await (const piece of readItems(document())) {
        if (piece.type === 'head') await this.#takeSettings(readHead(piece.text));
        else await this.#takeItem(piece);
        const { done } = this.#writer;
        if (piece.type === 'item' && done % PROGRESS_STEP === 0) yield { type: 'progress', done };
      }
    }
    if (this.#format === null) throw new AppError('import-unknown');
    yield { type: 'report', report: this.#writer.report(this.#format, this.#job.isDryRun) };
  }

  /** Each setting fills in what nobody has set here; what a person has set stays. */
  async #takeSettings({ settings }: Head): Promise<void> {
    this.#format = 'tenlens';
    const { stores, actor, isDryRun } = this.#job;
    const here = await stores.settings.read(actor);
    const { systemPrompt, keepsLargest } = settings;
    const isFree = here.systemPrompt === '';
    const change = {
      ...(systemPrompt && isFree ? { systemPrompt } : {}),
      ...(keepsLargest && !here.keepsLargest ? { keepsLargest } : {}),
    };
    if (!isDryRun) await stores.settings.write(actor, change);
    const taken = isFree ? 'imported' : 'kept';
    this.#writer.settings({
      systemPrompt: systemPrompt ? taken : 'none',
      keepsLargest: 'keepsLargest' in change,
    });
  }

  async #takeItem({ text }: JsonPiece): Promise<void> {
    if (text === null) return this.#writer.skips('', 'too-large');
    const value = parseJson(text);
    this.#format ??= detectFormat(value);
    if (this.#format === null) throw new AppError('import-unknown');
    const conversation = this.#read(this.#format, value);
    if (conversation) await this.#take(conversation);
  }

  #read(format: ImportFormat, value: unknown): ImportedConversation | null {
    try {
      const conversation = READERS[format](value);
      if (format === 'tenlens' || conversation.messages.length > 0) return conversation;
      this.#writer.skips(conversation.title, 'empty');
    } catch {
      // One that does not fit is named in the report; the others are imported.
      this.#writer.skips(titleOf(value), 'unreadable');
    }
    return null;
  }

  async #take(conversation: ImportedConversation): Promise<void> {
    const { stores, actor, isDryRun } = this.#job;
    const { importKey, wantedId } = conversation;
    if (await stores.transfers.hasConversation(actor, importKey, wantedId)) {
      return this.#writer.exists();
    }
    if (isDryRun) nameMissing(this.#job, conversation);
    else if (!(await storeConversation(this.#job, conversation))) return this.#writer.exists();
    this.#writer.takes(conversation);
  }
}

/**
 * Imports a file, or says what an import would do.
 *
 * @returns Progress, then the report.
 * @throws AppError `import-unknown`, `import-damaged`, `import-newer`, `import-too-large`; what was
 * stored before stays, and is known when the file is imported again.
 */
export function importConversations(options: ImportOptions): AsyncGenerator<ImportEvent> {
  return new Import(options).run();
}
