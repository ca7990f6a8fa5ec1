import type { ConversationSettings } from '../conversation/conversation-settings';
import type { Message, Omission, Summary } from '../message';
import type { ModelDescriptor } from '../model';
import { answerMessages } from './answer-messages';
import type { PromptImage } from './assembled-prompt';
import { branchImages } from './branch-images';
import type { PromptMessage } from './prompt';
import { questionParts } from './question-parts';

/** What of a branch is sent. */
export type BranchPlan = {
  readonly branch: readonly Message[];
  /** Messages that are left out. */
  readonly dropped: ReadonlySet<Message>;
  readonly images: readonly PromptImage[];
  /** What stands for the first of those. */
  readonly summary: Summary | null;
};

/** Messages that a summary stands for; it is of a branch that goes on behind them. */
function summarisedOf(branch: readonly Message[], summary: Summary | null): Message[] {
  if (!summary) return [];
  return branch.slice(0, branch.findIndex(({ id }) => id === summary.throughId) + 1);
}

/** Everything, but for what is summed up and for pictures that the image window has no room for. */
export function planBranch(
  branch: readonly Message[],
  model: ModelDescriptor,
  { settings, summary }: { settings: ConversationSettings; summary: Summary | null },
): BranchPlan {
  const dropped = new Set(summarisedOf(branch, summary));
  return { branch, dropped, images: branchImages(branch, model, settings, dropped), summary };
}

const toSummaryPart = ({ text }: Summary): PromptMessage => ({
  role: 'user',
  parts: [{ type: 'text', text: `Summary of this conversation up to here:\n\n${text}` }],
});

/** What is sent in the form of a prompt, before it is brought into the canonical one. */
export function toHistory({ branch, dropped, images, summary }: BranchPlan): PromptMessage[] {
  const imagesOf = Map.groupBy(images, ({ messageId }) => messageId);
  const kept = branch.filter((message) => !dropped.has(message));
  const history = kept.flatMap((message): PromptMessage[] => {
    const shown = imagesOf.get(message.id) ?? [];
    if (message.role === 'assistant') return answerMessages(message, shown);
    return [{ role: 'user', parts: questionParts(message, shown) }];
  });
  return summary ? [toSummaryPart(summary), ...history] : history;
}

/**
 * Everything of a branch that is not sent, in its order. Messages that follow each other are one
 * omission, with their pictures.
 */
export function omissionsOf({ branch, dropped, images, summary }: BranchPlan): Omission[] {
  const imagesOf = Map.groupBy(images, ({ messageId }) => messageId);
  const summarised = new Set(summarisedOf(branch, summary));
  const omissions: Omission[] = [];
  branch.forEach((message, index) => {
    if (!dropped.has(message)) {
      for (const { attachmentId, state } of imagesOf.get(message.id) ?? []) {
        if (state !== 'sent') omissions.push({ type: 'image', attachmentId, reason: state });
      }
      return;
    }
    const reason = summarised.has(message) ? 'summarised' : 'context';
    const before = branch[index - 1];
    const last = omissions.at(-1);
    if (before && dropped.has(before) && last?.type === 'message' && last.reason === reason) {
      omissions.splice(-1, 1, { ...last, count: last.count + 1 });
    } else {
      omissions.push({ type: 'message', messageId: message.id, count: 1, reason });
    }
  });
  return omissions;
}
