import 'server-only';
import {
  type ImportedConversation,
  picturesOfImported,
} from '@/lib/domain/transfer/imported-conversation';
import {
  type ImportFormat,
  type ImportReport,
  MAX_REPORTED_NAMES,
  type SKIP_REASONS,
} from '@/lib/protocol/import';
import type { LostReason } from './store-conversation';

/** What became of the settings of a file. */
type TakenSettings = Pick<ImportReport, 'systemPrompt' | 'keepsLargest'>;

/** Counts what an import does, and names what it leaves out. */
export class ReportWriter {
  #conversations = 0;
  #messages = 0;
  #pictures = 0;
  #existing = 0;
  #settings: TakenSettings = { systemPrompt: 'none', keepsLargest: false };
  #skippedCount = 0;
  #lostPictureCount = 0;
  readonly #skipped: ImportReport['skipped'] = [];
  readonly #lostPictures: ImportReport['lostPictures'] = [];

  /** Conversations that were looked at. */
  get done(): number {
    return this.#conversations + this.#existing + this.#skippedCount;
  }

  exists(): void {
    this.#existing += 1;
  }

  takes({ messages }: ImportedConversation): void {
    this.#conversations += 1;
    this.#messages += messages.length;
    this.#pictures += messages.flatMap(picturesOfImported).length;
  }

  skips(title: string, reason: (typeof SKIP_REASONS)[number]): void {
    this.#skippedCount += 1;
    if (this.#skipped.length < MAX_REPORTED_NAMES) this.#skipped.push({ title, reason });
  }

  losesPicture({ title }: ImportedConversation, name: string, reason: LostReason): void {
    this.#lostPictureCount += 1;
    if (this.#lostPictures.length < MAX_REPORTED_NAMES) {
      this.#lostPictures.push({ title, name, reason });
    }
  }

  settings(taken: TakenSettings): void {
    this.#settings = taken;
  }

  report(format: ImportFormat, isDryRun: boolean): ImportReport {
    return {
      format,
      isDryRun,
      conversations: this.#conversations,
      messages: this.#messages,
      pictures: this.#pictures - this.#lostPictureCount,
      existing: this.#existing,
      ...this.#settings,
      skippedCount: this.#skippedCount,
      skipped: this.#skipped,
      lostPictureCount: this.#lostPictureCount,
      lostPictures: this.#lostPictures,
    };
  }
}
