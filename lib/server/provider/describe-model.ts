import 'server-only';
import { capabilitiesOf, findCapabilities } from '@/lib/domain/connection/model-capabilities';
import { asId, type ModelId } from '@/lib/domain/ids';
import type { ModelDescriptor } from '@/lib/domain/model';

/** The connection that a model belongs to. */
export type ModelHome = Pick<ModelDescriptor, 'connectionId' | 'connectionLabel' | 'destination'>;

/** What a server says of one of its models; it knows better than our table. */
export type ModelFacts = {
  /** Tokens, prompt and answer together. */
  readonly contextWindow?: number | undefined;
  readonly acceptsImages?: boolean | undefined;
  readonly supportsTools?: boolean | undefined;
  /** `false` for one that writes no answers, such as an embedder. */
  readonly isChat?: boolean | undefined;
};

/** Joins what is known of a model with what its server says. */
export function describeModel(
  home: ModelHome,
  upstreamModel: string,
  facts: ModelFacts = {},
): ModelDescriptor {
  const known = capabilitiesOf(upstreamModel);
  const acceptsImages = facts.acceptsImages ?? known.acceptsImages;
  return {
    ...home,
    ...known,
    id: asId<ModelId>(`${home.connectionId}/${upstreamModel}`),
    upstreamModel,
    contextWindow: facts.contextWindow ?? known.contextWindow,
    acceptsImages,
    supportsTools: facts.supportsTools ?? known.supportsTools,
    maxImagesPerPrompt: acceptsImages ? Math.max(1, known.maxImagesPerPrompt) : 0,
    isDemo: false,
    ...(findCapabilities(upstreamModel) ? {} : { isGuessed: true }),
  };
}
