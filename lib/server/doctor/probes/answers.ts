import 'server-only';
import * as z from 'zod';
import { capabilitiesOf } from '@/lib/domain/connection/model-capabilities';
import { fixesFor } from '@/lib/domain/doctor/fixes';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import { parseJson } from '../../provider/read-refusal';
import type { ChatRefusal } from '../ask';
import { type Examination, type Probe, toBody } from '../examination';

const SCHEMA = {
  type: 'object',
  properties: { sum: { type: 'integer' } },
  required: ['sum'],
  additionalProperties: false,
};
const answerSchema = z.strictObject({ sum: z.int() });

/** By the app's own map of answers: trouble of the moment comes under other codes. */
const REFUSALS: readonly ErrorCode[] = ['upstream-field', 'upstream-invalid', 'upstream-rejected'];
const isForSchema = ({ code, text }: ChatRefusal) =>
  REFUSALS.includes(code) || /response_format|json_schema/.test(text);

/**
 * Whether an answer keeps to a JSON schema. The question itself does not ask for JSON. One that was cut off, or
 * that is empty, tells nothing.
 */
export const schema: Probe = async (examination) => {
  const { ask, kind, learnt } = examination;
  const answer = await ask.chat({
    ...toBody(examination, 'How much is 20 and 22?', 32),
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'sum', schema: SCHEMA, strict: true },
    },
  });
  const fixes = fixesFor('schema', kind);
  if (!answer.isAccepted) {
    if (!isForSchema(answer)) return { code: 'failed-status', values: { status: answer.status } };
    learnt.ofModel.keepsSchema = false;
    return { code: 'schema-refused', fixes };
  }
  const isKept = answerSchema.safeParse(parseJson(answer.text)).success;
  const isTold = isKept || (answer.isComplete && answer.text.trim() !== '');
  if (!isTold) return { code: 'schema-unproven' };
  learnt.ofModel.keepsSchema = isKept;
  return isKept ? { code: 'schema-ok' } : { code: 'schema-ignored', fixes };
};

/** Whether the thoughts of a model that thinks come apart from its answer. */
export const reasoning: Probe = async (examination) => {
  const { ask, kind, model } = examination;
  if (!capabilitiesOf(model).supportsReasoning) return { code: 'skipped-reasoning' };
  const answer = await ask.chat(toBody(examination, 'How much is 20 and 22? Think first.', 400));
  if (!answer.isAccepted) return { code: 'failed-status', values: { status: answer.status } };
  if (answer.reasoning !== '') return { code: 'reasoning-ok' };
  const isRaw = answer.text.includes('[THINK]');
  return { code: isRaw ? 'reasoning-raw' : 'reasoning-none', fixes: fixesFor('reasoning', kind) };
};

const BEGUN = 'one two three';

/** What asks a kind of server to carry on with an answer (each one's own documentation). */
function continuation({ kind }: Examination) {
  const message = { role: 'assistant', content: BEGUN };
  if (kind === 'mistral') return { message: { ...message, prefix: true }, fields: {} };
  const isVllm = kind === 'vllm' || kind === 'nim' || kind === 'nvidia';
  const fields = isVllm ? { add_generation_prompt: false, continue_final_message: true } : {};
  return { message, fields };
}

/** Whether the server carries on with an answer that was begun. */
export const continues: Probe = async (examination) => {
  const { ask, model } = examination;
  const { message, fields } = continuation(examination);
  const question = { role: 'user', content: 'Count in words from one to six.' };
  const answer = await ask.chat({
    model,
    messages: [question, message],
    max_tokens: 12,
    temperature: 0,
    ...fields,
  });
  // A server that begins anew says "one" again.
  const isCarriedOn = answer.isAccepted && answer.text !== '' && !/^\s*one\b/i.test(answer.text);
  return { code: isCarriedOn ? 'continue-ok' : 'continue-follow-up' };
};
