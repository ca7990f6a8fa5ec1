import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { verifyImage } from '@/lib/server/image/verify-image';
import { fixtureIndex, readFixture } from '../../fixtures/images/read-fixture';

const FIXTURES = new URL('../../fixtures/images/', import.meta.url);
const EXAMPLES = new URL('../../../public/examples/', import.meta.url);

describe('the pictures of the repository', () => {
  it('are all there, unchanged, listed, and small', () => {
    const index = fixtureIndex();
    for (const { name, bytes, sha256 } of index) {
      const data = readFixture(name);
      expect(data.length).toBe(bytes);
      expect(createHash('sha256').update(data).digest('hex')).toBe(sha256);
    }
    const others = ['index.json', 'read-fixture.ts'];
    const files = readdirSync(FIXTURES).filter((name) => !others.includes(name));
    expect(files.sort()).toEqual(index.map(({ name }) => name).sort());
    expect(index.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(400_000);
  });

  it('hold more numbered tiles than one message takes', () => {
    const tiles = fixtureIndex().filter(({ name }) => name.startsWith('tile-'));
    expect(tiles).toHaveLength(12);
    expect(new Set(tiles.map(({ sha256 }) => sha256)).size).toBe(12);
  });
});

describe('the examples of the empty page', () => {
  it.each(['receipt.jpg', 'equations.jpg', 'chart.png', 'battle.png', 'sums.jpg'])(
    '%s is ready to be sent as it is',
    async (name) => {
      const data = new Uint8Array(readFileSync(new URL(name, EXAMPLES)));
      expect(data.length).toBeLessThan(120_000);
      const { width = 0, height = 0 } = await sharp(data).metadata();
      expect(Math.max(width, height)).toBeGreaterThanOrEqual(1000);
      expect(Math.max(width, height)).toBeLessThanOrEqual(1400);
      expect(await verifyImage(data, name)).toMatchObject({ width, height });
    },
  );
});
