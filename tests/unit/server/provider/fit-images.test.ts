import { expect, test } from 'vitest';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { fitImages } from '@/lib/server/provider/fit-images';
import type { ImageLimit } from '@/lib/server/provider/provider';
import { attachmentOf } from '../../../support/messages';

const PROMPT: Prompt = {
  messages: [
    {
      role: 'user',
      parts: [
        { type: 'image', attachment: attachmentOf(1), detail: 'low' },
        { type: 'image', attachment: attachmentOf(2), detail: 'full' },
      ],
    },
  ],
  settings: { temperature: 0, maxOutputTokens: 10 },
};

/** Fits pictures of 30,000 bytes; tells how each was asked for. */
async function fitTwo(imagesCharacters: number | null) {
  const asked: ImageLimit[] = [];
  const limits = { imageCharacters: 90_000, imagesCharacters, bodyBytes: null };
  const loadImage = async (_attachment: unknown, limit: ImageLimit) => {
    asked.push(limit);
    const bytes = Math.min(30_000, ((limit.base64Characters ?? 90_000) * 3) / 4 - 3);
    return { mediaType: 'image/png' as const, data: new Uint8Array(bytes) };
  };
  const fitted = await fitImages({ prompt: PROMPT, loadImage }, limits, async () => false);
  return { asked, fitted };
}

test('each picture is loaded at its own level of detail', async () => {
  const { asked, fitted } = await fitTwo(null);
  expect(asked).toEqual([
    { base64Characters: 90_000, longestEdge: 504 },
    { base64Characters: 90_000, longestEdge: 1540 },
  ]);
  expect(fitted).toMatchObject({ count: 2, characters: 80_000, squeezed: 0 });
});

test('also where all together must become smaller', async () => {
  const { asked, fitted } = await fitTwo(60_000);
  expect(asked.slice(2)).toEqual([
    { base64Characters: 27_000, longestEdge: 504 },
    { base64Characters: 27_000, longestEdge: 1540 },
  ]);
  expect(fitted.characters).toBeLessThanOrEqual(60_000);
  expect(fitted.squeezed).toBe(2);
});
