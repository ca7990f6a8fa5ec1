import type { GenerationChoice } from '../generation/generation-choice';
import type { AttachmentId, ModelId } from '../ids';
import type { ImageDetail } from '../image/image-detail';
import type { ResponseFormat } from '../prompt/prompt';

/** What happens when a conversation outgrows the context window. */
export const CONTEXT_STRATEGIES = ['drop-oldest', 'summarise', 'stop'] as const;
export type ContextStrategy = (typeof CONTEXT_STRATEGIES)[number];

/** How the prompts of one conversation are made. */
export type ConversationSettings = {
  readonly contextStrategy: ContextStrategy;
  /** Pictures that stay in the image window when newer ones come, as long as their messages are sent. */
  readonly pinnedImages: readonly AttachmentId[];
  /** Pictures that are not sent any more. */
  readonly excludedImages: readonly AttachmentId[];
  /** By attachment id; `full` where nothing is said. */
  readonly imageDetail: Readonly<Record<string, ImageDetail>>;
  /** The model that answers; the one that the person chose last where nothing is said. */
  readonly modelId?: ModelId | undefined;
  /** Instructions of this conversation; the person's own ones where nothing is said. */
  readonly systemPrompt?: string | undefined;
  readonly generation?: GenerationChoice | undefined;
  /** The form that answers must have; text where nothing is said. */
  readonly responseFormat?: ResponseFormat | undefined;
  /** Keys of the tools that the model may call. */
  readonly tools?: readonly string[] | undefined;
};

export const DEFAULT_CONVERSATION_SETTINGS: ConversationSettings = {
  contextStrategy: 'drop-oldest',
  pinnedImages: [],
  excludedImages: [],
  imageDetail: {},
};

/**
 * Settings whose pictures have the ids they have somewhere else; what is about none of those goes.
 *
 * @param newIdOf - `null` for a picture that is not there.
 */
export function renameImages(
  settings: ConversationSettings,
  newIdOf: (id: string) => AttachmentId | null,
): ConversationSettings {
  const rename = (ids: readonly AttachmentId[]) => ids.flatMap((id) => newIdOf(id) ?? []);
  const details = Object.entries(settings.imageDetail).flatMap(([id, detail]) => {
    const newId = newIdOf(id);
    return newId === null ? [] : [[newId, detail] as const];
  });
  return {
    ...settings,
    pinnedImages: rename(settings.pinnedImages),
    excludedImages: rename(settings.excludedImages),
    imageDetail: Object.fromEntries(details),
  };
}
