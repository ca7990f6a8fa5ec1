import type { Reply } from '../exchange';
import type { ProfileName } from '../profile';
import { badRequest, type Lengths } from './vllm-errors';

/** What sets one build of vLLM, or one way of starting it, apart from the others. */
export type VllmBuild = {
  readonly name: ProfileName;
  readonly version: string;
  readonly owner: 'vllm' | 'system';
  /** Served names; the first is the Instruct model. */
  readonly models: readonly string[];
  /** Names under which thoughts come. */
  readonly reasoningFields: readonly ('reasoning' | 'reasoning_content')[];
  /** Who checks the messages: `mistral-common`, or the chat template of the model. */
  readonly template: 'mistral-1.8' | 'mistral-1.11' | 'jinja';
  /** Fields that ask for an answer of a form. */
  readonly formFields: readonly string[];
  /** Whether errors name the field at fault. */
  readonly namesParam: boolean;
  readonly refusesEmptyTools: boolean;
  readonly hasKey: boolean;
  /** Refuses a prompt that leaves no room for the answer. */
  readonly tooLong: (lengths: Lengths) => Reply;
};

const MODELS = [
  'mistralai/Ministral-3-14B-Instruct-2512',
  'mistralai/Ministral-3-14B-Reasoning-2512',
] as const;

/** From 0.10 to 0.13: one text for the prompt, another for the answer's length. */
function tooLongOlder({ input, output, window }: Lengths): Reply {
  if (input >= window) {
    return badRequest(
      `This model's maximum context length is ${window} tokens. However, your request has ${input} input tokens. Please reduce the length of the input messages.`,
    );
  }
  return badRequest(
    `'max_tokens' or 'max_completion_tokens' is too large: ${output}. This model's maximum context length is ${window} tokens and your request has ${input} input tokens (${output} > ${window} - ${input}).`,
  );
}

/** Since 0.14: one text for both. */
function tooLongNewer({ input, output, window }: Lengths): Reply {
  const rest = Math.max(0, window - output);
  return badRequest(
    `You passed ${input} input tokens and requested ${output} output tokens. However, the model's context length is only ${window} tokens, resulting in a maximum input length of ${rest} tokens. Please reduce the length of the input prompt.`,
    'input_tokens',
  );
}

/** vLLM after 0.16 with the Mistral tokenizer: thoughts under `reasoning` only. */
export const VLLM_NEW: VllmBuild = {
  name: 'vllmNew',
  version: '0.17.0',
  owner: 'vllm',
  models: MODELS,
  reasoningFields: ['reasoning'],
  template: 'mistral-1.11',
  formFields: ['structured_outputs'],
  namesParam: true,
  refusesEmptyTools: true,
  hasKey: true,
  tooLong: tooLongNewer,
};

/** vLLM 0.12, the first that knew the model: thoughts under both names, a stricter validator. */
export const VLLM_012: VllmBuild = {
  ...VLLM_NEW,
  name: 'vllm012',
  version: '0.12.0',
  reasoningFields: ['reasoning', 'reasoning_content'],
  template: 'mistral-1.8',
  formFields: ['structured_outputs', 'guided_json'],
  namesParam: false,
  refusesEmptyTools: false,
  tooLong: tooLongOlder,
};

/** vLLM started without the Mistral flags: the model's chat template, and no reasoning parser. */
export const VLLM_HF: VllmBuild = { ...VLLM_NEW, name: 'vllmHf', template: 'jinja' };

/** NVIDIA's container: vLLM of that time under another name of the model, open to everybody. */
export const NIM: VllmBuild = {
  ...VLLM_012,
  name: 'nim',
  owner: 'system',
  models: ['mistralai/ministral-3-14b-instruct-2512', 'mistralai/ministral-3-14b-reasoning-2512'],
  hasKey: false,
};
