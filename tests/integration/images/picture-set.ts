import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Folder of real and hostile pictures beside the repository; it is not part of it. */
export const PICTURE_SET = process.env.TENLENS_IMAGES ?? resolve(repository, '../shared/images');

export const hasPictureSet = existsSync(join(PICTURE_SET, 'index.json'));

const entrySchema = z.object({
  path: z.string(),
  format: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  verdict: z.enum(['accept', 'accept-clean', 'accept-or-refuse', 'convert-or-refuse', 'refuse']),
  reasons: z.array(z.enum(['img_bad', 'img_type', 'img_pixels', 'aspect'])),
});

export type PictureEntry = z.infer<typeof entrySchema>;

/** Our code for each word the set uses for a reason. */
export const REASON_CODES = {
  img_bad: 'image-damaged',
  img_type: 'image-type',
  img_pixels: 'image-pixels',
  aspect: 'image-aspect',
} as const;

export function readPicture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(PICTURE_SET, path)));
}

export function readPictureSet(): PictureEntry[] {
  const text = readFileSync(join(PICTURE_SET, 'index.json'), 'utf8');
  return z.array(entrySchema).parse(JSON.parse(text));
}

export type PictureSize = { readonly width: number; readonly height: number };

/** The size each picture has after preparation, as the set's own table says; absent where it does not. */
export function expectedSizes(): Map<string, PictureSize> {
  const lines = readFileSync(join(PICTURE_SET, 'MANIFEST.md'), 'utf8').split('\n');
  const rows = lines.filter((line) => line.startsWith('| ')).map((line) => line.split(' | '));
  return new Map(
    rows.flatMap((cells) => {
      const size = /(\d+)x(\d+)/.exec(cells[5] ?? '');
      const path = cells[0]?.replace('| ', '').trim() ?? '';
      return size ? [[path, { width: Number(size[1]), height: Number(size[2]) }]] : [];
    }),
  );
}
