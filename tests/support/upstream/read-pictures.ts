import sharp from 'sharp';
import { imageTokens } from '@/lib/domain/image/image-tokens';
import { readDataUrl } from '@/lib/server/provider/demo/read-chat-body';
import type { WireMessage } from './wire-messages';

/** A picture of a request as the server decodes it. */
export type Picture = {
  readonly url: string;
  readonly format: string | undefined;
  /** Pixels; 0 where it cannot be decoded. */
  readonly width: number;
  readonly height: number;
  readonly tokens: number;
};

const BROKEN = { format: undefined, width: 0, height: 0, tokens: 0 };

async function readPicture(url: string): Promise<Picture> {
  const data = readDataUrl(url);
  if (!data) return { url, ...BROKEN };
  try {
    const image = sharp(data, { failOn: 'error' });
    const { format, width, height } = await image.metadata();
    // Reading all pixels finds files that are cut off.
    await image.stats();
    return { url, format, width, height, tokens: imageTokens(width, height) };
  } catch {
    // A picture that cannot be decoded is a finding; the profile answers as its server would.
    return { url, ...BROKEN };
  }
}

/** Decodes every picture of a request, in order. */
export function readPictures(messages: readonly WireMessage[]): Promise<Picture[]> {
  return Promise.all(messages.flatMap(({ imageUrls }) => imageUrls).map(readPicture));
}
