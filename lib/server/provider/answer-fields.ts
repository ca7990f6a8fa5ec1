import 'server-only';
import type { AnswerField } from '@/lib/domain/generation/generation-choice';
import type { Dialect } from './dialects';
import type { OptionalField } from './optional-fields';

/** What a person may choose, by the optional field it is sent in. */
const ANSWER_FIELDS = [
  ['top_p', 'topP'],
  ['stop', 'stop'],
  ['seed', 'seed'],
  ['frequency_penalty', 'frequencyPenalty'],
  ['presence_penalty', 'presencePenalty'],
  ['response_format', 'responseFormat'],
] as const satisfies readonly (readonly [OptionalField, AnswerField])[];

/** A field's name on the wire of a dialect. */
export function wireNameOf(field: OptionalField, { fieldNames }: Pick<Dialect, 'fieldNames'>) {
  return fieldNames[field] ?? field;
}

/**
 * What a server does not take of what can be chosen for an answer.
 *
 * @param refused - Fields that it refused, by their names on the wire.
 */
export function fieldsNotTaken(
  dialect: Pick<Dialect, 'fieldNames' | 'withoutFields'>,
  refused: readonly string[],
): readonly AnswerField[] {
  return ANSWER_FIELDS.flatMap(([field, name]) => {
    const isTaken =
      !dialect.withoutFields.includes(field) && !refused.includes(wireNameOf(field, dialect));
    return isTaken ? [] : [name];
  });
}
