import 'server-only';
import { fileStemOf } from '@/lib/domain/transfer/export-file-name';

/** Gives each document of an export a name of its own, also where case makes no difference. */
export function uniqueNames(untitled: string, extension: string): (title: string) => string {
  const taken = new Map<string, number>();
  return (title) => {
    const stem = fileStemOf(title, untitled);
    const key = stem.toLowerCase();
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    if (count === 1) return `${stem}.${extension}`;
    const name = `${stem} (${count})`;
    // `A (2)` may be a title too.
    taken.set(name.toLowerCase(), 1);
    return `${name}.${extension}`;
  };
}
