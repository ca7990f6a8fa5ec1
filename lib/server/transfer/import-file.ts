import 'server-only';
import { basename } from 'node:path/posix';
import { AppError } from '@/lib/domain/errors/app-error';
import { EXPORT_DOCUMENT } from '@/lib/protocol/export';
import type { SpooledFile } from './spool-body';
import { openZip } from './zip-archive';
import type { ZipEntry } from './zip-directory';

/** Most bytes that the files of one import may give when they are unpacked. */
const MAX_INFLATED_BYTES = 1024 * 1024 * 1024;
/** ChatGPT's export is one document, or several with a number. */
const CHATGPT_DOCUMENT = /^conversations(-\d+)?\.json$/;
const CHATGPT_FILE = /^file[-_][A-Za-z0-9]+/;

/** What an import reads: one or more JSON documents, and files beside them by the names it knows them by. */
export type ImportFile = {
  readonly documents: readonly (() => AsyncGenerator<Uint8Array>)[];
  /** Bytes of a file, by its key; `null` when there is none or it has more than `maxBytes`. */
  readFile(key: string, maxBytes: number): Promise<Uint8Array | null>;
  hasFile(key: string): boolean;
};

function isDocument({ name }: ZipEntry): boolean {
  const last = basename(name);
  return last === EXPORT_DOCUMENT || CHATGPT_DOCUMENT.test(last);
}

/** The names a file is found by: its path, and for ChatGPT's the id its name begins with. */
function keysOf({ name }: ZipEntry): string[] {
  const id = CHATGPT_FILE.exec(basename(name))?.[0];
  return id ? [name, id] : [name];
}

async function openArchive(file: SpooledFile): Promise<ImportFile> {
  const archive = await openZip(file, MAX_INFLATED_BYTES);
  const entries = [...archive.entries.values()].filter(({ name }) => !name.includes('__MACOSX/'));
  const documents = entries
    .filter(isDocument)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  if (documents.length === 0) throw new AppError('import-unknown');
  const byKey = new Map(
    entries.flatMap((entry) => keysOf(entry).map((key) => [key, entry] as const)),
  );
  return {
    documents: documents.map((entry) => () => archive.read(entry)),
    hasFile: (key) => byKey.has(key),
    async readFile(key, maxBytes) {
      const entry = byKey.get(key);
      if (!entry) return null;
      const pieces: Uint8Array[] = [];
      let bytes = 0;
      for await (const piece of archive.read(entry)) {
        bytes += piece.length;
        if (bytes > maxBytes) return null;
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    },
  };
}

/**
 * Opens what was uploaded, by its content: a zip or a JSON document.
 *
 * @throws AppError `import-unknown`, `import-damaged`.
 */
export async function openImport(file: SpooledFile): Promise<ImportFile> {
  const start = await file.read(0, 4);
  if (start.toString('latin1') === 'PK\u0003\u0004') return openArchive(file);
  return {
    documents: [() => file.pieces(0, file.bytes)],
    hasFile: () => false,
    readFile: async () => null,
  };
}
