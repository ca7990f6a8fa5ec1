import { charactersAt, unsignedAt } from './read-bytes';

const MAX_TAGS = 100;
/** Primaries of sRGB as seen under D50, the way every profile of it states them. */
const SRGB_PRIMARIES: Readonly<Record<string, readonly [number, number, number]>> = {
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7142],
};
const PRIMARY_TOLERANCE = 0.002;
const CURVE_TOLERANCE = 0.003;
const CURVE_PROBES = [0.05, 0.2, 0.5, 0.8];

const fixedAt = (bytes: Uint8Array, offset: number) => (unsignedAt(bytes, offset, 4) | 0) / 0x10000;

const srgbToLinear = (value: number) =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** Value of a sampled curve, straight between its points. */
function sampledCurve(bytes: Uint8Array, offset: number, count: number, input: number): number {
  const place = input * (count - 1);
  const index = Math.floor(place);
  const below = unsignedAt(bytes, offset + index * 2, 2);
  const above = unsignedAt(bytes, offset + index * 2 + 2, 2);
  return (below + (above - below) * (place - index)) / 0xffff;
}

/** Value of a `curv` or `para` curve; `NaN`, equal to nothing, for every other kind. */
function curveAt(bytes: Uint8Array, offset: number, input: number): number {
  const type = charactersAt(bytes, offset, 4);
  if (type === 'curv') {
    const count = unsignedAt(bytes, offset + 8, 4);
    if (count === 0) return input;
    if (count === 1) return input ** (unsignedAt(bytes, offset + 12, 2) / 256);
    return sampledCurve(bytes, offset + 12, count, input);
  }
  const isSplitCurve = type === 'para' && unsignedAt(bytes, offset + 8, 2) === 3;
  if (!isSplitCurve) return Number.NaN;
  const [gamma = 0, a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3, 4].map((index) =>
    fixedAt(bytes, offset + 12 + index * 4),
  );
  return input >= d ? (a * input + b) ** gamma : c * input;
}

function readTags(profile: Uint8Array): Map<string, number> {
  const count = Math.min(unsignedAt(profile, 128, 4), MAX_TAGS);
  const places = Array.from({ length: count }, (_, index) => 132 + index * 12);
  return new Map(
    places.map((place) => [charactersAt(profile, place, 4), unsignedAt(profile, place + 4, 4)]),
  );
}

/**
 * Says whether an ICC profile is sRGB, by its numbers: its name may lie, and there are dozens of
 * names. A doubtful profile is not, which costs a conversion and no colour.
 */
export function isSrgbProfile(profile: Uint8Array): boolean {
  if (charactersAt(profile, 16, 4) !== 'RGB ' || charactersAt(profile, 36, 4) !== 'acsp')
    return false;
  const tags = readTags(profile);
  // Look-up tables go before primaries and curves where a profile has both.
  if ([...tags.keys()].some((tag) => tag.startsWith('A2B') || tag.startsWith('D2B'))) return false;
  const hasPrimaries = Object.entries(SRGB_PRIMARIES).every(([tag, wanted]) => {
    const offset = tags.get(tag);
    if (offset === undefined) return false;
    return wanted.every(
      (value, index) =>
        Math.abs(fixedAt(profile, offset + 8 + index * 4) - value) <= PRIMARY_TOLERANCE,
    );
  });
  const hasCurves = ['rTRC', 'gTRC', 'bTRC'].every((tag) => {
    const offset = tags.get(tag);
    if (offset === undefined) return false;
    return CURVE_PROBES.every(
      (probe) => Math.abs(curveAt(profile, offset, probe) - srgbToLinear(probe)) <= CURVE_TOLERANCE,
    );
  });
  return hasPrimaries && hasCurves;
}
