/**
 * `npm run bench:squeeze`: documents and a photo brought below a connection's limit by the ladder and, for
 * comparison, by the first one, which took every picture for a photo. Prints what came out and how much of
 * the letters is left of it, and what the squeezing cost (time of the processor, not of the clock).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { fitWithin } from '../../lib/domain/image/fit-within';
import type { EncodedImage } from '../../lib/server/image/encode-image';
import { drawReceipt } from '../fixtures/draw-receipt';
import { drawTable } from '../fixtures/draw-table';
import { photograph } from '../fixtures/photograph';
import { legibility } from './legibility';
import { makePhotos } from './make-photos';

const LIMITS = [180_000, 60_000];

const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;

const FIRST_LADDER = {
  qualities: [82, 74, 66, 58, 50],
  edges: [1288, 1064, 896, 728, 588, 476, 392, 308],
  edgeQualities: [66, 50],
};

/** As pictures were squeezed before their content was looked at. */
async function squeezeByFirstLadder(image: EncodedImage, limit: number): Promise<EncodedImage> {
  const { width, height } = await sharp(image.data).metadata();
  const { qualities, edges, edgeQualities } = FIRST_LADDER;
  const steps = [
    ...qualities.map((quality) => ({ edge: Math.max(width, height), quality })),
    ...edges.flatMap((edge) => edgeQualities.map((quality) => ({ edge, quality }))),
  ];
  for (const { edge, quality } of steps) {
    const data = await sharp(image.data)
      .resize({ ...fitWithin(width, height, edge), fit: 'fill' })
      .jpeg({ quality, chromaSubsampling: '4:2:0' })
      .toBuffer();
    if (base64Length(data.length) < limit) return { mediaType: 'image/jpeg', data };
  }
  throw new Error('nothing fits');
}

async function describe(original: EncodedImage, squeezed: EncodedImage) {
  const { width, height } = await sharp(squeezed.data).metadata();
  const coding = squeezed.mediaType === 'image/png' ? 'PNG' : 'JPEG';
  const left = await legibility(original.data, squeezed.data);
  return {
    picture: `${coding} ${width} x ${height}`,
    characters: base64Length(squeezed.data.length),
    legibility: left,
  };
}

/** Drawn before the decoder is loaded: it allows no SVG from then on, anywhere in the process. */
async function drawPictures(): Promise<Record<string, Buffer>> {
  const table = await drawTable();
  const [photo] = await makePhotos(1);
  if (!photo) throw new Error('no photo');
  return {
    receipt: await drawReceipt(),
    table,
    'table photographed': await sharp(await photograph(table, 12, 4))
      .jpeg({ quality: 92 })
      .toBuffer(),
    photo: photo.data,
  };
}

async function main(): Promise<void> {
  const pictures = await drawPictures();
  const { squeezeImage } = await import('../../lib/server/image/squeeze-image');
  const { verifyImage } = await import('../../lib/server/image/verify-image');
  const rows = [];
  for (const [name, data] of Object.entries(pictures)) {
    const image = await verifyImage(data, name);
    for (const limit of LIMITS) {
      const started = process.cpuUsage();
      const squeezed = await squeezeImage(image, { base64Characters: limit });
      const { user, system } = process.cpuUsage(started);
      const cpuMs = Math.round((user + system) / 1000);
      const before = await describe(image, await squeezeByFirstLadder(image, limit));
      const after = await describe(image, squeezed);
      rows.push({
        name,
        limit,
        stored: base64Length(image.data.length),
        before,
        after,
        cpuMs,
      });
    }
  }
  mkdirSync('bench-results', { recursive: true });
  writeFileSync('bench-results/squeeze.json', JSON.stringify(rows, null, 2));
  console.table(
    rows.map(({ name, limit, stored, before, after, cpuMs }) => ({
      name,
      limit,
      stored,
      before: before.picture,
      'before: legibility': before.legibility.toFixed(3),
      after: after.picture,
      'after: legibility': after.legibility.toFixed(3),
      cpuMs,
    })),
  );
}

await main();
