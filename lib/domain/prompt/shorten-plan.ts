import type { MessageId } from '../ids';
import type { Message } from '../message';
import { chooseDrops, type OldTurn } from './choose-drops';
import { type BranchPlan, toHistory } from './plan-branch';
import { type CountText, promptCosts } from './prompt-costs';

/** A question and all that follows it up to the next one. */
type Turn = OldTurn & { readonly messages: readonly Message[] };

/** The turns that are sent, the current one last. */
function turnsOf({ branch, dropped, images }: BranchPlan, countText: CountText): Turn[] {
  const turns: Message[][] = [];
  for (const message of branch) {
    if (dropped.has(message)) continue;
    const last = turns.at(-1);
    if (message.role === 'user' || !last) turns.push([message]);
    else last.push(message);
  }
  const imagesOf = Map.groupBy(images, ({ messageId }) => messageId);
  return turns.map((messages) => {
    const own = messages.flatMap(({ id }) => imagesOf.get(id) ?? []);
    const history = toHistory({
      branch: messages,
      dropped: new Set(),
      images: own,
      summary: null,
    });
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
  const dropped = new Set([...plan.dropped, ...turns.flatMap(({ messages }) => messages)]);
  const gone = new Set([...drops.images, ...turns.flatMap(({ images }) => images)]);
  const images = plan.images.map((image) =>
    gone.has(image) ? ({ ...image, state: 'context' } as const) : image,
  );
  return { ...plan, dropped, images };
}

/**
 * Last message of what should be summed up so that a prompt fits: at least half of the budget, so that
 * it is not soon needed again.
 *
 * @returns `null` when there is nothing before the current turn.
 */
export function summaryEndOf(
  plan: BranchPlan,
  { excess, budget }: { excess: number; budget: number },
  countText: CountText,
): MessageId | null {
  const wanted = excess + Math.floor(budget / 2);
  let freed = 0;
  let end: MessageId | null = null;
  for (const { messages, textTokens, images } of turnsOf(plan, countText).slice(0, -1)) {
    if (freed >= wanted) break;
    freed += images.reduce((sum, { tokens }) => sum + tokens, textTokens);
    end = messages.at(-1)?.id ?? end;
  }
  return end;
}
