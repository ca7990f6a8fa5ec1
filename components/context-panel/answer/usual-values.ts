import type { NumberField } from '@/lib/domain/generation/number-bounds';
import type { ModelDescriptor } from '@/lib/domain/model';
import { DEFAULT_MAX_OUTPUT_TOKENS } from '@/lib/domain/prompt/clamp-output-tokens';

/** Numbers of the panel, in the order in which they are shown. */
export const NUMBER_FIELDS: readonly NumberField[] = [
  'temperature',
  'topP',
  'maxOutputTokens',
  'seed',
  'frequencyPenalty',
  'presencePenalty',
];

/** What holds for a model while nothing is chosen; `undefined` where nothing is sent then. */
export function usualValue(
  name: NumberField,
  model: Pick<ModelDescriptor, 'defaultTemperature' | 'defaultTopP'>,
): number | undefined {
  if (name === 'temperature') return model.defaultTemperature;
  if (name === 'topP') return model.defaultTopP;
  return name === 'maxOutputTokens' ? DEFAULT_MAX_OUTPUT_TOKENS : undefined;
}
