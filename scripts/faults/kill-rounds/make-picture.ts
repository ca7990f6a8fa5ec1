import { createHash } from 'node:crypto';
import { writePng } from '../../fixtures/png-bytes';

const WIDTH = 96;
const HEIGHT = 64;
const ROW_BYTES = 1 + WIDTH * 3;

/** A small picture that no other is equal to, in the form that the store keeps byte for byte. */
export function makePicture(random: () => number): Buffer {
  const rows = Buffer.from(
    Array.from({ length: HEIGHT * ROW_BYTES }, (_, index) =>
      index % ROW_BYTES === 0 ? 0 : random() * 256,
    ),
  );
  return writePng({ width: WIDTH, height: HEIGHT, bitDepth: 8, colourType: 2 }, rows);
}

/** Tells pictures apart by their bytes. */
export const hashOf = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
