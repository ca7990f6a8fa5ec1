import 'server-only';
import type { PixelSize } from '@/lib/domain/image/fit-within';
import { LADDER_VERSION } from '../image/ladder';
import { base64Length, type SqueezeLimit } from '../image/squeeze-image';
import type { Variant } from './blob-variants';

type StoredBlob = PixelSize & { readonly hash: string; readonly byteCount: number };

/** The ladder before it was not named, and knew no edges. */
const FIRST_NAMED = 2;

/**
 * The copy of a picture that is sent within a limit; `null` where the picture itself is. Its name holds
 * the limit and the ladder it was squeezed by. One squeezed by an earlier ladder goes on being sent: a
 * conversation keeps the bytes that the upstream has in its cache.
 */
export function variantForUpstream(
  { hash, byteCount, width, height }: StoredBlob,
  { base64Characters, longestEdge }: SqueezeLimit,
): Variant | null {
  const isTooLong = base64Characters !== null && base64Length(byteCount) >= base64Characters;
  const isTooWide = longestEdge !== undefined && Math.max(width, height) > longestEdge;
  if (!isTooLong && !isTooWide) return null;
  const limit = `base64-${base64Characters ?? 'any'}`;
  const edge = isTooWide ? `-edge-${longestEdge}` : '';
  const purposeBy = (ladder: number) => `squeezed-${ladder}-${limit}${edge}`;
  const named = Array.from({ length: LADDER_VERSION - FIRST_NAMED }, (_, index) =>
    purposeBy(FIRST_NAMED + index),
  );
  const formerPurposes = isTooWide ? named : [limit, ...named];
  return { blobHash: hash, purpose: purposeBy(LADDER_VERSION), formerPurposes };
}
