import type { SimulatorSettings } from './exchange';

/** The names a server lists of those it answers to: its first, or all. */
export function listedOf(
  models: readonly string[],
  { listsReasoning }: SimulatorSettings,
): readonly string[] {
  return listsReasoning ? models : models.slice(0, 1);
}
