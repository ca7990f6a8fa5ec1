import { describe, expect, it } from 'vitest';
import { crc32, isChecksumRight, pngChunks } from '@/lib/domain/image/png-chunks';
import { readFixture } from '../../../fixtures/images/read-fixture';

describe('crc32', () => {
  it('gives the known value of the known text', () => {
    const text = new TextEncoder().encode('..123456789..');
    expect(crc32(text, 2, 11)).toBe(0xcbf43926);
  });
});

describe('pngChunks', () => {
  it('lists the chunks of a file up to its end, each with a right checksum', () => {
    const bytes = readFixture('polyglot.png');
    const chunks = [...pngChunks(bytes)];
    expect(chunks[0]).toMatchObject({
      type: 'IHDR',
      start: 8,
      dataStart: 16,
      dataEnd: 29,
      end: 33,
    });
    expect(chunks.at(-1)?.type).toBe('IEND');
    expect(chunks.every((chunk) => isChecksumRight(bytes, chunk))).toBe(true);
  });

  it('ends before a chunk that does not fit', () => {
    const bytes = readFixture('alpha.png').subarray(0, 200);
    expect([...pngChunks(bytes)].at(-1)?.type).not.toBe('IEND');
    expect([...pngChunks(bytes.subarray(0, 20))]).toEqual([]);
  });
});
