import type { JsonObject, JsonValue } from '../prompt/prompt';
import { Call, FilePicture, isList, isRecord, type Literal } from './literal';

type Message = { readonly [key: string]: Literal };

/** Fields of a message on the wire that the SDK has no name for. */
const onTheWire = (fields: JsonObject) => ({ providerOptions: { openaiCompatible: fields } });

const DATA_URL = /^data:([^;,]+);base64,(.*)$/s;

function toFilePart(url: Literal): Message {
  if (url instanceof FilePicture) {
    const { name, mediaType } = url.file;
    return { type: 'file', mediaType, data: new Call('await readFile', [name]) };
  }
  const [, mediaType = 'image/*', base64] = DATA_URL.exec(String(url)) ?? [];
  return { type: 'file', mediaType, data: base64 ?? new Call('new URL', [url]) };
}

function toPart(part: Literal): Message {
  if (!isRecord(part)) throw new Error('a part that is no object');
  if (part.type === 'text') return { type: 'text', text: part.text ?? '' };
  return toFilePart(isRecord(part.image_url) ? (part.image_url.url ?? '') : '');
}

/** As the object that it is where that is sent as the same text. */
function toInput(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return JSON.stringify(value) === text ? value : text;
  } catch {
    // What a model wrote need not be JSON.
    return text;
  }
}

function toCall(call: Literal): Message {
  const called = isRecord(call) && isRecord(call.function) ? call.function : {};
  const id = isRecord(call) ? call.id : undefined;
  const toolName = called.name ?? '';
  return {
    type: 'tool-call',
    toolCallId: id ?? '',
    toolName,
    input: toInput(String(called.arguments ?? '{}')),
  };
}

function toAnswer({ content = '', tool_calls }: Message): Message {
  if (!isList(tool_calls) || tool_calls.length === 0) return { role: 'assistant', content };
  const calls = tool_calls.map(toCall);
  if (content !== '') {
    return { role: 'assistant', content: [{ type: 'text', text: content }, ...calls] };
  }
  // By itself the SDK says `null` where there are no words.
  return { role: 'assistant', content: calls, ...onTheWire({ content: '' }) };
}

function toResult({ tool_call_id = '', name, content = '' }: Message): Message {
  const output = { type: 'text', value: content };
  const result = { type: 'tool-result', toolCallId: tool_call_id, toolName: name ?? '', output };
  const options = typeof name === 'string' ? onTheWire({ name }) : {};
  return { role: 'tool', content: [{ ...result, ...options }] };
}

function toModelMessage(message: Literal): Message {
  if (!isRecord(message)) throw new Error('a message that is no object');
  const { role, content = '' } = message;
  if (role === 'assistant') return toAnswer(message);
  if (role === 'tool') return toResult(message);
  return { role: role ?? 'user', content: isList(content) ? content.map(toPart) : content };
}

/** Messages of a request as the AI SDK takes them: the system prompt by itself. */
export function toModelMessages(messages: readonly Literal[]): {
  readonly instructions: Literal | undefined;
  readonly messages: readonly Literal[];
} {
  const [first, ...rest] = messages;
  const isSystem = isRecord(first) && first.role === 'system';
  return {
    instructions: isSystem ? first.content : undefined,
    messages: (isSystem ? rest : messages).map(toModelMessage),
  };
}
