import 'server-only';
import type { Prompt, ResponseFormat, ToolDefinition } from '@/lib/domain/prompt/prompt';
import { wireNameOf } from '../answer-fields';
import type { Dialect } from '../dialects';
import { OPTIONAL_FIELDS, type OptionalField, TOOL_FIELDS } from '../optional-fields';

/** How a request is made of a prompt. */
export type RequestPlan = {
  readonly dialect: Dialect;
  /** Fields that the server refused, by their names on the wire. */
  readonly refused: readonly string[];
  /** Whether the answer comes as a stream; else in one piece. */
  readonly isStream: boolean;
  /** Whether the server takes a form and the model is known not to keep to it. */
  readonly ignoresFormat?: boolean | undefined;
};

function toWireTool({ name, description, parameters }: ToolDefinition) {
  return { type: 'function', function: { name, description, parameters } };
}

function toWireFormat(format: ResponseFormat) {
  if (format.type === 'json') return { type: 'json_object' };
  const { name, schema } = format;
  return { type: 'json_schema', json_schema: { name, schema, strict: true } };
}

function valuesOf(
  { settings, responseFormat, ...prompt }: Prompt,
  { dialect, isStream }: RequestPlan,
): Record<OptionalField, unknown> {
  // An empty list of tools is refused by newer vLLM.
  const tools = prompt.tools?.length ? prompt.tools : undefined;
  return {
    top_p: settings.topP,
    seed: settings.seed,
    stop: settings.stop?.length ? settings.stop : undefined,
    frequency_penalty: settings.frequencyPenalty,
    presence_penalty: settings.presencePenalty,
    stream_options: isStream ? { include_usage: true } : undefined,
    response_format: responseFormat && toWireFormat(responseFormat),
    tools: tools?.map(toWireTool),
    tool_choice: tools && prompt.mustCallTool ? dialect.mustCallTool : undefined,
    parallel_tool_calls: tools && prompt.allowsParallelCalls,
  };
}

/** Fields that a person chooses, and should know of when they are not sent. */
const CHOSEN_FIELDS: readonly OptionalField[] = [
  'top_p',
  'seed',
  'stop',
  'frequency_penalty',
  'presence_penalty',
];

/** What a prompt asks for that a server of this kind does not take, by the names on the wire. */
export function fieldsNotSent(prompt: Prompt, plan: RequestPlan): readonly string[] {
  const { dialect } = plan;
  const values = valuesOf(prompt, plan);
  return CHOSEN_FIELDS.filter(
    (field) => dialect.withoutFields.includes(field) && values[field] !== undefined,
  ).map((field) => wireNameOf(field, dialect));
}

/** Whether a request has no tools where its prompt offers some. */
export function dropsTools({ refused }: Pick<RequestPlan, 'refused'>): boolean {
  return refused.includes('tools');
}

/** Whether the form of the answer has to be asked for in words. */
export function saysFormat({ responseFormat }: Prompt, plan: RequestPlan): boolean {
  const { dialect, refused, ignoresFormat } = plan;
  if (!responseFormat) return false;
  const field = 'response_format';
  const isLeftOut = dialect.withoutFields.includes(field) || refused.includes(field);
  return isLeftOut || ignoresFormat === true;
}

/**
 * The optional fields of a request: what the prompt asks for, less what the dialect does not take and
 * what this server refused before.
 *
 * @returns Values by their names on the wire.
 */
export function writeOptionalFields(prompt: Prompt, plan: RequestPlan): Record<string, unknown> {
  const { dialect, refused } = plan;
  const values = valuesOf(prompt, plan);
  const without = new Set([...dialect.withoutFields, ...(dropsTools(plan) ? TOOL_FIELDS : [])]);
  const fields: Record<string, unknown> = {};
  for (const field of OPTIONAL_FIELDS) {
    const name = wireNameOf(field, dialect);
    const isLeftOut = without.has(field) || refused.includes(name);
    if (values[field] !== undefined && !isLeftOut) fields[name] = values[field];
  }
  return fields;
}
