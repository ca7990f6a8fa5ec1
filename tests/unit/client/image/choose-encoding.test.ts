import { describe, expect, it } from 'vitest';
import { chooseEncoding } from '@/lib/client/image/choose-encoding';

const KB = 1024;

describe('chooseEncoding', () => {
  it.each([
    ['flat art', { original: 900 * KB, jpeg: 400 * KB, png: 300 * KB }, 'image/png'],
    ['text, a little larger', { original: 900 * KB, jpeg: 300 * KB, png: 590 * KB }, 'image/png'],
    ['a photograph', { original: 4000 * KB, jpeg: 400 * KB, png: 2500 * KB }, 'image/jpeg'],
    ['anything small', { original: 100 * KB, jpeg: 40 * KB, png: 200 * KB }, 'image/png'],
    [
      'what only PNG would make grow',
      { original: 350 * KB, jpeg: 300 * KB, png: 400 * KB },
      'image/jpeg',
    ],
    ['what both make grow', { original: 200 * KB, jpeg: 300 * KB, png: 400 * KB }, 'image/png'],
  ])('%s', (_name, bytes, expected) => {
    expect(chooseEncoding(bytes)).toBe(expected);
  });
});
