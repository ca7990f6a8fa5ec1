import { describe, expect, it } from 'vitest';
import { charactersAt, unsignedAt } from '@/lib/domain/image/read-bytes';

const BYTES = Uint8Array.of(0x41, 0xff, 0xfe, 0xfd, 0xfc);

describe('unsignedAt', () => {
  it('reads in either order, never negative', () => {
    expect(unsignedAt(BYTES, 1, 4)).toBe(0xfffefdfc);
    expect(unsignedAt(BYTES, 1, 4, 'little')).toBe(0xfcfdfeff);
    expect(unsignedAt(BYTES, 1, 3, 'little')).toBe(0xfdfeff);
  });

  it('counts bytes beyond the end as zero', () => {
    expect(unsignedAt(BYTES, 4, 2)).toBe(0xfc00);
    expect(unsignedAt(BYTES, 99, 4)).toBe(0);
  });
});

describe('charactersAt', () => {
  it('ends with the data', () => {
    expect(charactersAt(BYTES, 0, 2)).toBe('A\xff');
    expect(charactersAt(BYTES, 4, 9)).toBe('\xfc');
  });
});
