'use client';

import { useEffect, useRef, useState } from 'react';
import { importFile } from '@/lib/client/api/transfer';
import { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { type ImportReport, MAX_IMPORT_BYTES } from '@/lib/protocol/import';

/** How far an import got. */
export type ImportState =
  | { readonly step: 'idle' }
  | { readonly step: 'uploading'; readonly part: number }
  | { readonly step: 'reading'; readonly done: number; readonly total: number | null }
  | { readonly step: 'found'; readonly file: File; readonly report: ImportReport }
  | { readonly step: 'done'; readonly report: ImportReport }
  | { readonly step: 'failed'; readonly error: AppError };

export type ImportControl = {
  readonly state: ImportState;
  /** Reads a file and says what is in it; nothing is stored. */
  check(file: File): void;
  /** Stores what was found. */
  start(): void;
  cancel(): void;
};

/**
 * An import, from the choice of a file to its result. Leaving it ends what runs; what is stored by
 * then stays.
 *
 * @param onImported - Told when conversations have come in.
 */
export function useImport(onImported: () => void): ImportControl {
  const [state, setState] = useState<ImportState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (file: File, total: number | null) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const isDryRun = total === null;
    const show = (next: ImportState) => controller.signal.aborted || setState(next);
    show({ step: 'uploading', part: 0 });
    try {
      if (file.size > MAX_IMPORT_BYTES) throw new AppError('import-too-large');
      const report = await importFile(file, {
        isDryRun,
        signal: controller.signal,
        onUpload: (part) =>
          show(part < 1 ? { step: 'uploading', part } : { step: 'reading', done: 0, total }),
        onProgress: (done) => show({ step: 'reading', done, total }),
      });
      show(isDryRun ? { step: 'found', file, report } : { step: 'done', report });
    } catch (cause) {
      // Shown in the place of the report; a cancelled one is not shown at all.
      const error = toAppError(cause);
      show({ step: 'failed', error });
    }
    if (!isDryRun) onImported();
  };
  return {
    state,
    check: (file) => void run(file, null),
    start() {
      if (state.step !== 'found') return;
      const { conversations, existing, skippedCount } = state.report;
      void run(state.file, conversations + existing + skippedCount);
    },
    cancel() {
      running.current?.abort();
      setState({ step: 'idle' });
    },
  };
}
