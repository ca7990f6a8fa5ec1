import 'server-only';
import { findCapabilities, isForChat } from '@/lib/domain/connection/model-capabilities';
import type { ListedModel } from '../provider/openai-compatible/read-model-list';

/** Known to see first, known not to see last: the first is what a new conversation uses. */
function rank({ upstreamModel, acceptsImages }: ListedModel): number {
  const known = findCapabilities(upstreamModel);
  if (acceptsImages === false || known?.acceptsImages === false) return 2;
  return known ? 0 : 1;
}

/** A server's models in the order they are offered: the configured one first, none that cannot chat. */
export function orderModels(
  listed: readonly ListedModel[],
  preferred: string | undefined,
): readonly ListedModel[] {
  const sorted = listed
    .filter(({ upstreamModel }) => isForChat(upstreamModel))
    .toSorted((left, right) => rank(left) - rank(right));
  if (preferred === undefined) return sorted;
  const first = listed.find((model) => model.upstreamModel === preferred);
  const others = sorted.filter((model) => model !== first);
  return [first ?? { upstreamModel: preferred }, ...others];
}

/**
 * NVIDIA's list has about 100 rows, embedders and retired models among them, and no capabilities: only
 * models known to see are offered.
 */
export function chooseHostedModels(
  listed: readonly ListedModel[],
  preferred: string,
): readonly ListedModel[] {
  const seeing = listed.filter(
    ({ upstreamModel }) => findCapabilities(upstreamModel)?.acceptsImages === true,
  );
  return orderModels(seeing, preferred);
}
