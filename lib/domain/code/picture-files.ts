import { fileStemOf } from '../transfer/export-file-name';

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

/** Without the extension, which may be that of what the picture was before it was stored. */
const stemOf = (name: string) => fileStemOf(name.replace(/\.[A-Za-z0-9]{1,5}$/, ''), 'picture');

/**
 * Gives each picture of a request a file name of its own, also where case makes no difference, which every
 * system takes and no shell reads anything into.
 */
export function namePictureFiles(
  pictures: readonly { readonly name: string; readonly mediaType: string }[],
): string[] {
  const taken = new Set<string>();
  return pictures.map(({ name, mediaType }) => {
    const stem = stemOf(name);
    const extension = EXTENSIONS[mediaType] ?? 'bin';
    let free = `${stem}.${extension}`;
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) {
      free = `${stem}-${count}.${extension}`;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}
