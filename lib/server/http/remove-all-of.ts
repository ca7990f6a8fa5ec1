import 'server-only';
import type { Actor } from '../actor';
import type { Context } from '../context';

/**
 * Deletes all data of a person, once their answers have ended. What is kept of servers and keys is nobody's.
 * Where it fails in the middle, the rest is there, and it can be done again.
 */
export async function removeAllOf(context: Context, actor: Actor): Promise<void> {
  await context.generations.stopAll(actor);
  const { conversations, toolPins, toolApprovals, ownTools, settings, presets, usage } = context;
  const stores = [conversations, toolPins, toolApprovals, ownTools, settings, presets, usage];
  for (const store of stores) await store.removeAll(actor);
}
