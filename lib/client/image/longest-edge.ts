import 'client-only';
import { MAX_IMAGE_EDGE_PIXELS } from '@/lib/domain/image/fit-within';

/** As much of a picture as is sent where the person wants larger copies kept, in pixels. */
const LARGEST_EDGE_PIXELS = 4096;

let keepsLargest: Promise<boolean> | null = null;

async function ask(): Promise<boolean> {
  const { fetchSettings } = await import('../api/settings');
  return (await fetchSettings()).keepsLargest;
}

/** The person has just changed it: the next picture is prepared so. */
export function noteKeepsLargest(isOn: boolean): void {
  keepsLargest = Promise.resolve(isOn);
}

/** Longest edge of a picture that is sent, in pixels. Asked once, when the first picture is prepared. */
export async function longestEdge(): Promise<number> {
  keepsLargest ??= ask();
  try {
    return (await keepsLargest) ? LARGEST_EDGE_PIXELS : MAX_IMAGE_EDGE_PIXELS;
  } catch {
    // A picture need not wait for that: it is sent as most are, and the next one asks again.
    keepsLargest = null;
    return MAX_IMAGE_EDGE_PIXELS;
  }
}
