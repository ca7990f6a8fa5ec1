import 'client-only';
import { storableText } from '@/lib/domain/storable-text';
import { judgeSchemaText, type SchemaText } from '@/lib/domain/structured/judge-schema-text';
import type { NewOwnTool, OwnTool, OwnToolAction } from '@/lib/domain/tool/own-tool';
import { type TemplateFlaw, templateFlaw } from '@/lib/protocol/tool-address';
import { TOOL_LIMITS, TOOL_NAME } from '@/lib/protocol/tools';

/** A tool while it is written: each executor keeps what was typed for it. */
export type OwnToolDraft = {
  readonly name: string;
  readonly description: string;
  /** JSON Schema as typed. */
  readonly parameters: string;
  readonly type: OwnToolAction['type'];
  readonly reply: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
};

const NEW: OwnToolDraft = {
  name: '',
  description: '',
  parameters: JSON.stringify(
    {
      type: 'object',
      properties: { city: { type: 'string', description: 'For example Paris' } },
      required: ['city'],
      additionalProperties: false,
    },
    null,
    2,
  ),
  type: 'reply',
  reply: '',
  method: 'GET',
  url: '',
};

/** A tool as it is changed; a new one begins with an example of parameters. */
export function draftOfTool(tool: OwnTool | null): OwnToolDraft {
  if (!tool) return NEW;
  const { name, description, parameters, action } = tool;
  return {
    ...NEW,
    name,
    description,
    parameters: JSON.stringify(parameters, null, 2),
    type: action.type,
    ...(action.type === 'reply' ? { reply: action.text } : {}),
    ...(action.type === 'http' ? { method: action.method, url: action.url } : {}),
  };
}

function actionOf({ type, reply, method, url }: OwnToolDraft): OwnToolAction {
  if (type === 'reply') return { type, text: reply };
  return type === 'http' ? { type, method, url: url.trim() } : { type };
}

/** What keeps a draft from being a tool. */
export type JudgedTool = {
  readonly hasGoodName: boolean;
  readonly schema: SchemaText;
  /** Whether the schema is one of an object, as parameters are. */
  readonly isObject: boolean;
  readonly urlFlaw: TemplateFlaw | null;
  readonly isTooLong: Readonly<Record<keyof typeof TOOL_LIMITS, boolean>>;
  /** The tool; `null` while something keeps it from being one. */
  readonly tool: NewOwnTool | null;
};

const isLonger = (text: string, field: keyof typeof TOOL_LIMITS) =>
  storableText(text).length > TOOL_LIMITS[field];

/** Says what keeps a draft from being a tool, within the limits that the server has. */
export function judgeTool(draft: OwnToolDraft): JudgedTool {
  const hasGoodName = TOOL_NAME.test(draft.name);
  const schema = judgeSchemaText(draft.parameters);
  const parameters = schema.type === 'schema' ? schema.schema : null;
  const isObject = parameters !== null && (parameters.type ?? 'object') === 'object';
  const action = actionOf(draft);
  const urlFlaw =
    action.type === 'http' && parameters ? templateFlaw(action.url, parameters) : null;
  const { name, description } = draft;
  const isTooLong = {
    description: isLonger(description, 'description'),
    parameters: parameters !== null && isLonger(JSON.stringify(parameters), 'parameters'),
    reply: action.type === 'reply' && isLonger(action.text, 'reply'),
    url: action.type === 'http' && isLonger(action.url, 'url'),
  };
  const fits = !Object.values(isTooLong).includes(true);
  const isWhole = hasGoodName && isObject && urlFlaw === null && fits;
  const tool = isWhole ? { name, description, parameters, action } : null;
  return { hasGoodName, schema, isObject, urlFlaw, isTooLong, tool };
}
