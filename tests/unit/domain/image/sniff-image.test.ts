import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeImage } from '@/lib/domain/image/judge-image';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import { uprightSize } from '@/lib/domain/image/sniffed-image';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import { fixtureIndex, readFixture } from '../../../fixtures/images/read-fixture';

describe('sniffImage', () => {
  it.each(fixtureIndex())('says of $name what its header says', ({ name, refusal }) => {
    const bytes = readFixture(name);
    expect(judgeImage(sniffImage(bytes), bytes.length)).toBe(refusal);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'sees orientation %i and the same upright size',
    (orientation) => {
      const image = sniffImage(readFixture(`orientation-${orientation}.jpg`));
      expect(image.orientation).toBe(orientation);
      expect(uprightSize(image)).toEqual({ width: 320, height: 240 });
    },
  );

  it('never fails, and judges in the end, whatever is done to a file', () => {
    const files = ['orientation-6.jpg', 'alpha.png', 'alpha.webp', 'animated.gif', 'polyglot.jpg'];
    const damage = fc.record({
      file: fc.constantFrom(...files.map(readFixture)),
      edits: fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 255 })), { maxLength: 12 }),
      keep: fc.integer({ min: 0, max: 12_000 }),
    });
    fc.assert(
      fc.property(damage, ({ file, edits, keep }) => {
        const bytes = file.slice(0, keep);
        for (const [place, value] of edits) if (place < bytes.length) bytes[place] = value;
        const image = sniffImage(bytes);
        expect(image.orientation).toBeGreaterThanOrEqual(1);
        expect(image.orientation).toBeLessThanOrEqual(8);
        expect(() => judgeImage(image, bytes.length)).not.toThrow();
        expect(stripMetadata(bytes).length).toBeLessThanOrEqual(bytes.length + 18);
      }),
      { numRuns: 400 },
    );
  });

  it('reads noise behind every signature without failing', () => {
    const signatures = [
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'RIFF\0\0\0\0WEBP',
      'II*\0',
      'MM\0*',
      '\0\0\0\x18ftypheic',
    ];
    const noise = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(fc.constantFrom(...signatures), noise, (signature, rest) => {
        const head = Uint8Array.from(signature, (character) => character.charCodeAt(0));
        const image = sniffImage(Uint8Array.of(...head, ...rest));
        expect(image.format).not.toBe('html');
      }),
      { numRuns: 500 },
    );
  });
});

describe('uprightSize', () => {
  it('is nothing where the header gives none', () => {
    expect(uprightSize(sniffImage(new Uint8Array()))).toBeNull();
  });
});
