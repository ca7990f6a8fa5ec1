import 'server-only';
import {
  type ConnectionProfile,
  ofModel,
  type ProfileChange,
} from '@/lib/domain/connection/connection-profile';
import type { AppError } from '@/lib/domain/errors/app-error';
import { nextImageBudget } from '@/lib/domain/image/image-budget';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Dialect } from './dialects';
import type { FittedImages, RequestLimits } from './fit-images';

/** What a connection takes: as it was learnt, else as servers of its kind do. */
export function limitsOf(dialect: Dialect, profile: ConnectionProfile): RequestLimits {
  return {
    imageCharacters: profile.maxImageBase64Characters ?? dialect.maxImageBase64Characters,
    imagesCharacters: profile.maxImagesBase64Characters ?? null,
    bodyBytes: profile.maxBodyBytes ?? dialect.maxBodyBytes,
  };
}

/** Smaller limits for pictures, to be tried and, where they work, remembered. */
export type LoweredLimits = Pick<
  ProfileChange,
  'maxImageBase64Characters' | 'maxImagesBase64Characters'
>;

/** A model with no more pictures in a prompt than its server was found to take. */
export function withLearntCount(
  model: ModelDescriptor,
  { models, maxImagesByModel }: ConnectionProfile,
): ModelDescriptor {
  const { upstreamModel, maxImagesPerPrompt } = model;
  const { acceptsImages = model.acceptsImages, maxImages } = ofModel(models, upstreamModel) ?? {};
  const limits = [maxImagesPerPrompt, maxImages, ofModel(maxImagesByModel, upstreamModel)];
  const most = Math.min(...limits.filter((limit) => limit !== undefined));
  const sees = model.acceptsImages && acceptsImages && most > 0;
  return { ...model, maxImagesPerPrompt: sees ? most : 0, acceptsImages: sees };
}

/** Whether a server refused a request for its size. What we refuse ourselves carries no status. */
export function isSizeRefusal({ code, details }: AppError): boolean {
  return code === 'upstream-too-large' && details.status !== undefined;
}

/**
 * What to try after a refusal for size; `null` when pictures so small cannot be the reason. A picture that
 * was alone teaches what one may take, several teach what all may take together.
 */
export function lowerLimits({
  count,
  characters,
}: Pick<FittedImages, 'count' | 'characters'>): LoweredLimits | null {
  const budget = nextImageBudget(characters);
  if (budget === null) return null;
  return count === 1 ? { maxImageBase64Characters: budget } : { maxImagesBase64Characters: budget };
}

/** What a refusal says of how many pictures a model takes; `null` where it does not. */
export function refusedCount({ code, details }: AppError, sent: number): number | null {
  const { limit } = details;
  const isCount = code === 'upstream-images' && typeof limit === 'number' && limit < sent;
  return isCount ? limit : null;
}

const smaller = (left: number | null, right: number | undefined): number | null =>
  right === undefined ? left : Math.min(left ?? right, right);

/** Limits with smaller ones that are being tried. */
export function withLowered(limits: RequestLimits, lowered: LoweredLimits): RequestLimits {
  return {
    ...limits,
    imageCharacters: smaller(limits.imageCharacters, lowered.maxImageBase64Characters),
    imagesCharacters: smaller(limits.imagesCharacters, lowered.maxImagesBase64Characters),
  };
}
