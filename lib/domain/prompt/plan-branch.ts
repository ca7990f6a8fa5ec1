import type { ConversationSettings } from '../conversation/conversation-settings';
import { type Message, type Omission, textOf } from '../message';
import type { ModelDescriptor } from '../model';
import type { PromptImage } from './assembled-prompt';
import { branchImages } from './branch-images';
import { chooseDrops, type OldTurn } from './choose-drops';
import type { PromptMessage } from './prompt';
import { type CountText, promptCosts } from './prompt-costs';
import { questionParts } from './question-parts';

/** What of a branch is sent. */
export type BranchPlan = {
  readonly branch: readonly Message[];
  /** Messages that are left out. */
  readonly dropped: ReadonlySet<Message>;
  readonly images: readonly PromptImage[];
};

/** A question and all that follows it up to the next one. */
type Turn = OldTurn & { readonly messages: readonly Message[] };

/** Everything, but for pictures that the image window has no room for. */
export function planBranch(
  branch: readonly Message[],
  model: ModelDescriptor,
  settings: ConversationSettings,
): BranchPlan {
  return { branch, dropped: new Set(), images: branchImages(branch, model, settings) };
}

/** What is sent in the form of a prompt, before it is brought into the canonical one. */
export function toHistory({ branch, dropped, images }: BranchPlan): PromptMessage[] {
  const imagesOf = Map.groupBy(images, ({ messageId }) => messageId);
  return branch
    .filter((message) => !dropped.has(message))
    .map((message) =>
      message.role === 'user'
        ? { role: 'user', parts: questionParts(message, imagesOf.get(message.id) ?? []) }
        : { role: 'assistant', text: textOf(message) },
    );
}

function turnsOf({ branch, images }: BranchPlan, countText: CountText): Turn[] {
  const turns: Message[][] = [];
  for (const message of branch) {
    const last = turns.at(-1);
    if (message.role === 'user' || !last) turns.push([message]);
    else last.push(message);
  }
  const imagesOf = Map.groupBy(images, ({ messageId }) => messageId);
  return turns.map((messages) => {
    const own = messages.flatMap(({ id }) => imagesOf.get(id) ?? []);
    const history = toHistory({ branch: messages, dropped: new Set(), images: own });
    const sent = own.filter(({ state }) => state === 'sent');
    return { messages, textTokens: promptCosts(history, countText).textTokens, images: sent };
  });
}

/**
 * Leaves out what makes a prompt too long, never of the current turn.
 *
 * @param excess - Tokens that must go, at least.
 * @param step - See `chooseDrops`.
 */
export function shortenPlan(
  plan: BranchPlan,
  { excess, step }: { excess: number; step: number },
  countText: CountText,
): BranchPlan {
  const old = turnsOf(plan, countText).slice(0, -1);
  const drops = chooseDrops(old, excess, step);
  const turns = old.filter((turn) => drops.turns.has(turn));
  const dropped = new Set(turns.flatMap(({ messages }) => messages));
  const gone = new Set([...drops.images, ...turns.flatMap(({ images }) => images)]);
  const images = plan.images.map((image) =>
    gone.has(image) ? ({ ...image, state: 'context' } as const) : image,
  );
  return { branch: plan.branch, dropped, images };
}

/**
 * Everything of a branch that is not sent, in its order. Messages that follow each other are one
 * omission, with their pictures.
 */
export function omissionsOf({ branch, dropped, images }: BranchPlan): Omission[] {
  const imagesOf = Map.groupBy(images, ({ messageId }) => messageId);
  const omissions: Omission[] = [];
  branch.forEach((message, index) => {
    if (!dropped.has(message)) {
      for (const { attachmentId, state } of imagesOf.get(message.id) ?? []) {
        if (state !== 'sent') omissions.push({ type: 'image', attachmentId, reason: state });
      }
      return;
    }
    const before = branch[index - 1];
    const last = omissions.at(-1);
    if (before && dropped.has(before) && last?.type === 'message') {
      omissions.splice(-1, 1, { ...last, count: last.count + 1 });
    } else {
      omissions.push({ type: 'message', messageId: message.id, count: 1, reason: 'context' });
    }
  });
  return omissions;
}
