import 'server-only';
import type { ModelDescriptor } from '@/lib/domain/model';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import type { ProviderEvent } from '../provider/provider';

/** Assembles a prompt for a model and sends it. */
type Ask = (model: ModelDescriptor) => Promise<AsyncIterable<ProviderEvent>>;

/** The model as a server that refused a prompt for the number of its pictures says it is; else `null`. */
function withRefusedLimit(model: ModelDescriptor, event: ProviderEvent): ModelDescriptor | null {
  if (event.type !== 'error' || event.error.code !== 'upstream-images') return null;
  const { limit } = event.error.details;
  if (typeof limit !== 'number' || limit >= imageLimitOf(model)) return null;
  return { ...model, maxImagesPerPrompt: limit, acceptsImages: limit > 0 };
}

/**
 * Asks for an answer, and where the server says before anything was shown that it takes fewer pictures, asks
 * once more at once with no more than that. The limit only ever falls, so this ends.
 */
export async function* askWithinImageLimit(
  model: ModelDescriptor,
  ask: Ask,
): AsyncGenerator<ProviderEvent> {
  let hasShown = false;
  for await (const event of await ask(model)) {
    const limited = hasShown ? null : withRefusedLimit(model, event);
    if (limited) {
      yield* askAgain(limited, ask);
      return;
    }
    hasShown ||= event.type !== 'repair' && event.type !== 'damaged';
    yield event;
  }
}

/** The repair is told when the new call is described: before that there is nothing it belongs to. */
async function* askAgain(model: ModelDescriptor, ask: Ask): AsyncGenerator<ProviderEvent> {
  let isTold = false;
  for await (const event of askWithinImageLimit(model, ask)) {
    if (!isTold) yield { type: 'repair', repair: { type: 'tried-again', code: 'upstream-images' } };
    isTold = true;
    yield event;
  }
}
