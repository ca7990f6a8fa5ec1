import { describe, expect, it } from 'vitest';
import { isSrgbProfile } from '@/lib/domain/image/is-srgb-profile';

const SRGB = {
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7142],
};
const P3 = {
  rXYZ: [0.5151, 0.2412, -0.0011],
  gXYZ: [0.292, 0.6922, 0.0419],
  bXYZ: [0.1571, 0.0666, 0.7841],
};

const fixed = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65_536));
  return bytes;
};
const uint16 = (value: number) => Buffer.from([value >> 8, value & 0xff]);
const uint32 = (value: number) =>
  Buffer.from([value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff]);

const splitCurve = Buffer.concat([
  Buffer.from('para\0\0\0\0\0\x03\0\0', 'latin1'),
  ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed),
]);
const gammaCurve = (gamma: number) =>
  Buffer.concat([Buffer.from('curv\0\0\0\0', 'latin1'), uint32(1), uint16(gamma * 256)]);
const linearCurve = Buffer.concat([Buffer.from('curv\0\0\0\0', 'latin1'), uint32(0)]);
function sampledCurve(count: number): Buffer {
  const samples = Array.from({ length: count }, (_, index) => {
    const value = index / (count - 1);
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    return uint16(Math.round(linear * 0xffff));
  });
  return Buffer.concat([Buffer.from('curv\0\0\0\0', 'latin1'), uint32(count), ...samples]);
}

function profile(
  primaries: Record<string, readonly number[]>,
  curve: Buffer,
  more: readonly string[] = [],
): Uint8Array {
  const values = [
    ...Object.entries(primaries).map(([tag, xyz]) => ({
      tag,
      data: Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...xyz.map(fixed)]),
    })),
    ...['rTRC', 'gTRC', 'bTRC'].map((tag) => ({ tag, data: curve })),
    ...more.map((tag) => ({ tag, data: Buffer.alloc(4) })),
  ];
  const header = Buffer.alloc(128);
  header.write('RGB ', 16, 'latin1');
  header.write('acsp', 36, 'latin1');
  let offset = 132 + values.length * 12;
  const rows = values.map(({ tag, data }) => {
    const row = Buffer.concat([Buffer.from(tag, 'latin1'), uint32(offset), uint32(data.length)]);
    offset += data.length;
    return row;
  });
  return Buffer.concat([header, uint32(values.length), ...rows, ...values.map(({ data }) => data)]);
}

describe('isSrgbProfile', () => {
  it.each([
    ['a formula', splitCurve],
    ['a table of 1024', sampledCurve(1024)],
    ['a table of 4096', sampledCurve(4096)],
  ])('knows sRGB with its curve as %s', (_, curve) => {
    expect(isSrgbProfile(profile(SRGB, curve))).toBe(true);
  });

  it.each([
    ['wider primaries', P3, splitCurve],
    ['swapped channels', { rXYZ: SRGB.bXYZ, gXYZ: SRGB.rXYZ, bXYZ: SRGB.gXYZ }, splitCurve],
    ['a gamma of 2.2', SRGB, gammaCurve(2.2)],
    ['a gamma of 1.8', SRGB, gammaCurve(1.8)],
    ['a straight curve', SRGB, linearCurve],
    ['an unknown curve', SRGB, Buffer.from('mystery!')],
    ['no blue', { rXYZ: SRGB.rXYZ, gXYZ: SRGB.gXYZ }, splitCurve],
  ])('is not fooled by %s', (_, primaries, curve) => {
    expect(isSrgbProfile(profile(primaries, curve))).toBe(false);
  });

  it('does not trust primaries beside a look-up table', () => {
    expect(isSrgbProfile(profile(SRGB, splitCurve, ['A2B0']))).toBe(false);
  });

  it('is not fooled by cut or empty data', () => {
    const whole = profile(SRGB, splitCurve);
    expect(isSrgbProfile(whole.subarray(0, 200))).toBe(false);
    expect(isSrgbProfile(new Uint8Array())).toBe(false);
  });
});
