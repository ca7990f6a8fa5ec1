import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { isNormalForm } from '@/lib/domain/image/is-normal-form';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import { type VerifiedImage, verifyImage } from '@/lib/server/image/verify-image';
import { meanColour, meanDifference, type Region, WHOLE } from './compare-pixels';
import {
  expectedSizes,
  hasPictureSet,
  PICTURE_SET,
  type PictureEntry,
  REASON_CODES,
  readPicture,
  readPictureSet,
} from './picture-set';

type Outcome = { readonly image: VerifiedImage } | { readonly code: string };

const REPORT = new URL('../../../bench-results/images-manifest.md', import.meta.url);
const rows: string[] = [];

async function verify(entry: PictureEntry): Promise<Outcome> {
  try {
    return { image: await verifyImage(readPicture(entry.path), entry.path) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.details).toEqual({ name: entry.path });
    return { code: error.code };
  }
}

function report(entry: PictureEntry, outcome: Outcome): void {
  const result =
    'code' in outcome
      ? `refused: ${outcome.code}`
      : `${outcome.image.mediaType} ${outcome.image.width}x${outcome.image.height}, ${outcome.image.data.length} bytes`;
  const reasons = entry.reasons.length > 0 ? ` (${entry.reasons.join(', ')})` : '';
  rows.push(`| ${entry.path} | ${entry.verdict}${reasons} | ${entry.bytes} | ${result} |`);
}

function expectClean({ data, width, height, mediaType }: VerifiedImage): void {
  const sniffed = sniffImage(data);
  expect(isNormalForm(sniffed)).toBe(true);
  expect(sniffed).toMatchObject({ width, height, isIntact: true });
  expect(mediaType).toBe(`image/${sniffed.format}`);
  const text = Buffer.from(data).toString('latin1');
  expect(text).not.toMatch(/Exif|GPSL|<script|<\?php|xmpmeta|Photoshop|ICC_PROFILE/i);
  expect(text.includes('PK\u0003\u0004')).toBe(false);
}

if (hasPictureSet) {
  describe('every picture of the set', () => {
    const sizes = expectedSizes();
    const entries = readPictureSet();

    it('is a set whose table of sizes can be read', () => {
      expect(sizes.size).toBeGreaterThan(entries.length / 2);
    });

    it.each(entries)('$path: $verdict', async (entry) => {
      expect(createHash('sha256').update(readPicture(entry.path)).digest('hex')).toBe(entry.sha256);
      const outcome = await verify(entry);
      report(entry, outcome);
      const allowed: string[] = entry.reasons.map((reason) => REASON_CODES[reason]);
      if ('code' in outcome) {
        expect(entry.verdict).not.toMatch(/^accept(-clean)?$/);
        expect(allowed).toContain(outcome.code);
        return;
      }
      expect(entry.verdict).toMatch(/^accept/);
      expectClean(outcome.image);
      const size = sizes.get(entry.path);
      if (size) expect(outcome.image).toMatchObject(size);
    });

    afterAll(() => {
      const head = `# What became of each picture\n\n${rows.length} of ${entries.length} files went through the server's check.\n\n| file | expected | bytes in | stored |\n|---|---|---|---|\n`;
      mkdirSync(fileURLToPath(new URL('.', REPORT)), { recursive: true });
      writeFileSync(REPORT, `${head}${rows.join('\n')}\n`);
      console.info(
        `${rows.length} pictures of ${PICTURE_SET}: see bench-results/images-manifest.md`,
      );
    });
  });

  describe('colours', () => {
    const left: Region = { left: 0.1, top: 0.2, width: 0.3, height: 0.6 };
    const right: Region = { ...left, left: 0.6 };
    const stored = async (path: string) => (await verifyImage(readPicture(path), path)).data;
    const expectNear = (colour: readonly number[], wanted: readonly number[], tolerance: number) =>
      wanted.forEach((value, index) => {
        expect(Math.abs((colour[index] ?? 999) - value)).toBeLessThanOrEqual(tolerance);
      });

    it.each([
      ['formats/jpeg-p3-patches.jpg', [255, 0, 0]],
      ['formats/jpeg-adobergb-patches.jpg', [0, 255, 0]],
    ])('%s: both halves are the same strong colour', async (path, colour) => {
      const data = await stored(path);
      expectNear(await meanColour(data, left), colour, 6);
      expectNear(await meanColour(data, right), colour, 6);
    });

    it('swapped channels come back by their profile', async () => {
      const reference = await stored('formats/jpeg-progressive.jpg');
      const swapped = await stored('formats/jpeg-icc-swapped-channels.jpg');
      expect(await meanDifference(reference, swapped)).toBeLessThan(8);
    });

    it('four printing colours are no negative', async () => {
      const reference = await stored('formats/jpeg-progressive.jpg');
      const print = await stored('formats/jpeg-cmyk-noprofile.jpg');
      expect(await meanDifference(reference, print)).toBeLessThan(20);
    });

    it('a wide photo keeps its strength', async () => {
      const before = await meanColour(readPicture('formats/jpeg-p3-photo.jpg'), WHOLE);
      expectNear(await meanColour(await stored('formats/jpeg-p3-photo.jpg'), WHOLE), before, 2);
    });

    it('grey stays grey', async () => {
      const [red = 0, green = 1, blue = 2] = await meanColour(
        await stored('formats/jpeg-grayscale.jpg'),
        WHOLE,
      );
      expect([green, blue]).toEqual([red, red]);
    });

    it.each([
      'formats/webp-lossy-alpha.webp',
      'formats/png-black-ink-on-transparent.png',
      'formats/apng-ball-alpha.png',
      'formats/gif-animated.gif',
    ])('%s stands on white', async (path) => {
      const corner = await meanColour(await stored(path), {
        left: 0,
        top: 0,
        width: 0.01,
        height: 0.01,
      });
      expectNear(corner, [255, 255, 255], 2);
    });

    it('a half transparent grey is washed out, not dark', async () => {
      const [mean = 0] = await meanColour(await stored('formats/png-half-alpha-grey.png'), WHOLE);
      expect(mean).toBeGreaterThan(150);
    });

    it('a ramp of 16 bits rises without wrapping', async () => {
      const raw = await sharp(await stored('formats/png-16bit-grey-ramp.png'))
        .extractChannel(0)
        .raw()
        .toBuffer();
      const row = [...raw.subarray(0, 1024)];
      expect(row.every((value, index) => value >= (row[index - 1] ?? 0))).toBe(true);
      expect([row[0], row[1023]]).toEqual([0, 255]);
      expect(new Set(row).size).toBe(256);
    });
  });

  describe('orientation', () => {
    it.each(['landscape', 'portrait'])('all eight of %s look like number 1', async (name) => {
      const load = (number: number) => {
        const path = `orientation/${name}_${number}.jpg`;
        return verifyImage(readPicture(path), path);
      };
      const first = await load(1);
      for (const number of [2, 3, 4, 5, 6, 7, 8]) {
        const turned = await load(number);
        expect(await meanDifference(first.data, turned.data)).toBeLessThan(10);
      }
    });
  });
} else {
  it('has no set of pictures beside the repository: only the pictures of its own are checked', () => {
    expect(hasPictureSet).toBe(false);
    console.info(`no pictures at ${PICTURE_SET}: set TENLENS_IMAGES to check a set`);
  });
}
