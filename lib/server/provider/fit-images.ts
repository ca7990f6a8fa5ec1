import 'server-only';
import type { AttachmentId } from '@/lib/domain/ids';
import { shareImageBudget } from '@/lib/domain/image/image-budget';
import { DETAIL_EDGE_PIXELS } from '@/lib/domain/image/image-detail';
import type { Prompt, PromptImagePart } from '@/lib/domain/prompt/prompt';
import { base64Length } from '../image/squeeze-image';
import type { ImageBytes, LoadImage, ProviderRequest } from './provider';

/** What a connection takes at most; `null` where no limit is known. */
export type RequestLimits = {
  /** Base64 characters of one picture. */
  readonly imageCharacters: number | null;
  /** Base64 characters of all pictures together. */
  readonly imagesCharacters: number | null;
  readonly bodyBytes: number | null;
};

/** Pictures of a request within all limits. */
export type FittedImages = {
  /** Gives the bytes that were fitted. */
  readonly loadImage: LoadImage;
  readonly count: number;
  /** Base64 characters of all pictures together. */
  readonly characters: number;
  /** Base64 characters of each within its own limit, before all had to fit together. */
  readonly own: readonly number[];
  /** How many had to become smaller than that. */
  readonly squeezed: number;
};

/** Says whether a picture is print, a screen or the like. */
export type JudgeTextLike = (id: AttachmentId, image: ImageBytes) => Promise<boolean>;

/** For what the wire form of a picture and of a request adds to their own texts, in bytes. */
const REQUEST_OVERHEAD = 1024;

export function imagePartsOf({ messages }: Prompt): PromptImagePart[] {
  return messages.flatMap((message) =>
    message.role === 'user' ? message.parts.filter((part) => part.type === 'image') : [],
  );
}

/** What a body's limit leaves for pictures beside the texts. */
function roomFor(prompt: Prompt, bodyBytes: number): number {
  const texts = Buffer.byteLength(JSON.stringify(prompt)) + REQUEST_OVERHEAD;
  return Math.max(0, bodyBytes - texts);
}

/** What pictures may take together. */
function budgetFor(prompt: Prompt, { imagesCharacters, bodyBytes }: RequestLimits): number {
  const room = bodyBytes === null ? Number.POSITIVE_INFINITY : roomFor(prompt, bodyBytes);
  return Math.min(imagesCharacters ?? Number.POSITIVE_INFINITY, room);
}

const lengthsOf = (images: readonly ImageBytes[]) =>
  images.map(({ data }) => base64Length(data.length));
const sumOf = (lengths: readonly number[]) => lengths.reduce((sum, length) => sum + length, 0);

function loadPart(
  { attachment, detail }: PromptImagePart,
  loadImage: LoadImage,
  base64Characters: number | null,
): Promise<ImageBytes> {
  return loadImage(attachment, { base64Characters, longestEdge: DETAIL_EDGE_PIXELS[detail] });
}

/** Loads pictures again, each within its own limit. */
async function squeezeTogether(
  parts: readonly PromptImagePart[],
  images: readonly ImageBytes[],
  options: { budget: number; loadImage: LoadImage; judge: JudgeTextLike },
): Promise<ImageBytes[]> {
  const needs = parts.map(async ({ attachment }, index) => {
    const image = images[index];
    if (!image) throw new Error('a picture was not loaded');
    const isTextLike = await options.judge(attachment.id, image);
    return { characters: base64Length(image.data.length), isTextLike };
  });
  const limits = shareImageBudget(await Promise.all(needs), options.budget);
  const fitted = images.map((image, index) => {
    const [part, base64Characters] = [parts[index], limits[index] ?? null];
    if (!part || base64Characters === null) return image;
    return loadPart(part, options.loadImage, base64Characters);
  });
  return Promise.all(fitted);
}

/**
 * Loads the pictures of a request so that they fit each by itself and all together.
 *
 * @param first - As they were fitted before smaller limits were tried: what is smaller is so against that.
 * @throws What loading throws; AppError `upstream-too-large` when they cannot be made to fit.
 */
export async function fitImages(
  { prompt, loadImage }: Pick<ProviderRequest, 'prompt' | 'loadImage'>,
  limits: RequestLimits,
  judge: JudgeTextLike,
  first?: FittedImages,
): Promise<FittedImages> {
  const parts = imagePartsOf(prompt);
  const load = (part: PromptImagePart) => loadPart(part, loadImage, limits.imageCharacters);
  let images = await Promise.all(parts.map(load));
  const own = first?.own ?? lengthsOf(images);
  const budget = budgetFor(prompt, limits);
  if (sumOf(lengthsOf(images)) > budget) {
    images = await squeezeTogether(parts, images, { budget, loadImage, judge });
  }
  const lengths = lengthsOf(images);
  const byId = new Map(parts.map(({ attachment }, index) => [attachment.id, images[index]]));
  return {
    loadImage: async (attachment, limit) => byId.get(attachment.id) ?? loadImage(attachment, limit),
    count: parts.length,
    characters: sumOf(lengths),
    own,
    squeezed: lengths.filter((length, index) => length < (own[index] ?? 0)).length,
  };
}
