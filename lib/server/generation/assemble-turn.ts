import 'server-only';
import type { Conversation } from '@/lib/domain/conversation/conversation';
import type { Message } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import type { AssembledPrompt } from '@/lib/domain/prompt/assembled-prompt';
import type { Actor } from '../actor';
import { datesInTimeZone } from './dates-in-time-zone';
import type { GenerationDependencies } from './dependencies';

/** The turn that a prompt is made for. */
export type AssembledTurn = {
  readonly conversation: Pick<Conversation, 'settings'>;
  /** From the root to the question, or to the answer that is to be continued. */
  readonly branch: readonly Message[];
  readonly model: ModelDescriptor;
  /** IANA name. */
  readonly timeZone: string;
  /** See `AssembleInput`. */
  readonly continuation?: string | undefined;
};

/** Makes the prompt of a turn by what the person has set, for a run or to be looked at. */
export async function assembleTurn(
  { settings }: Pick<GenerationDependencies, 'settings'>,
  actor: Actor,
  { conversation, branch, model, timeZone, continuation }: AssembledTurn,
): Promise<AssembledPrompt> {
  const { systemPrompt } = await settings.read(actor);
  return assemblePrompt({
    branch,
    model,
    systemPrompt,
    ...datesInTimeZone(Date.now(), timeZone),
    continuation,
    settings: conversation.settings,
  });
}
