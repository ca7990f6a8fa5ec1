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
  /** How many had to become smaller so that all fit together. */
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

/** What pictures may take together; a body's limit holds the texts too. */
function budgetFor(prompt: Prompt, { imagesCharacters, bodyBytes }: RequestLimits): number {
  const texts = Buffer.byteLength(JSON.stringify(prompt)) + REQUEST_OVERHEAD;
  const room = bodyBytes === null ? Number.POSITIVE_INFINITY : Math.max(0, bodyBytes - texts);
  return Math.min(imagesCharacters ?? Number.POSITIVE_INFINITY, room);
}

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
): Promise<{ images: ImageBytes[]; squeezed: number }> {
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
  const squeezed = limits.filter((limit) => limit !== null).length;
  return { images: await Promise.all(fitted), squeezed };
}

/**
 * Loads the pictures of a request so that they fit each by itself and all together.
 *
 * @throws What loading throws; AppError `upstream-too-large` when they cannot be made to fit.
 */
export async function fitImages(
  { prompt, loadImage }: Pick<ProviderRequest, 'prompt' | 'loadImage'>,
  limits: RequestLimits,
  judge: JudgeTextLike,
): Promise<FittedImages> {
  const parts = imagePartsOf(prompt);
  const charactersOf = (images: readonly ImageBytes[]) =>
    images.reduce((sum, { data }) => sum + base64Length(data.length), 0);
  const load = (part: PromptImagePart) => loadPart(part, loadImage, limits.imageCharacters);
  let images = await Promise.all(parts.map(load));
  let squeezed = 0;
  const budget = budgetFor(prompt, limits);
  if (charactersOf(images) > budget) {
    const options = { budget, loadImage, judge };
    ({ images, squeezed } = await squeezeTogether(parts, images, options));
  }
  const byId = new Map(parts.map(({ attachment }, index) => [attachment.id, images[index]]));
  return {
    loadImage: async (attachment, limit) => byId.get(attachment.id) ?? loadImage(attachment, limit),
    count: parts.length,
    characters: charactersOf(images),
    squeezed,
  };
}
