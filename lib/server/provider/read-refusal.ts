import 'server-only';
import { type Fields, isFields } from '@/lib/domain/structured/json-kind';

/** What a server's error body says, in whichever of the known shapes it came. */
export type Refusal = {
  /** Texts meant for people or logs, joined. Only for matching: never shown, never logged. */
  readonly text: string;
  /** Whether the body was JSON at all; gateways and wrong addresses answer HTML or plain text. */
  readonly isJson: boolean;
  /** A status named inside the body. */
  readonly status: number | undefined;
  /** Context size in tokens that llama-server names beside its text. */
  readonly contextTokens: number | undefined;
};

/** Deepest nesting looked at: `error.message.detail[0].msg` is the deepest seen. */
const MAX_DEPTH = 5;
const TEXT_FIELDS = ['message', 'error', 'detail', 'title', 'type', 'msg', 'loc'] as const;

/** Parses JSON; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an answer too: the caller treats it as such.
    return undefined;
  }
}

/** Validation errors echo the request under `input`, so only known fields are read. */
function collectTexts(value: unknown, depth: number, texts: string[]): void {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string') {
    const list = value.startsWith('[') ? parseJson(value) : undefined;
    if (list === undefined) texts.push(value);
    else collectTexts(list, depth + 1, texts);
  } else if (Array.isArray(value)) {
    for (const item of value) collectTexts(item, depth + 1, texts);
  } else if (isFields(value)) {
    for (const field of TEXT_FIELDS) collectTexts(value[field], depth + 1, texts);
  }
}

function readNumber(body: Fields, name: string): number | undefined {
  const inner = isFields(body.error) ? body.error[name] : undefined;
  const value = inner ?? body[name];
  return typeof value === 'number' ? value : undefined;
}

function readStatus(body: Fields): number | undefined {
  const status = readNumber(body, 'code') ?? readNumber(body, 'status');
  return status !== undefined && status >= 400 && status < 600 ? status : undefined;
}

/** Reads an error body that is already parsed: the frame of a stream, or a JSON answer. */
export function readRefusal(body: unknown): Refusal {
  const texts: string[] = [];
  collectTexts(body, 0, texts);
  const fields = isFields(body) ? body : {};
  return {
    text: texts.join('\n'),
    isJson: true,
    status: readStatus(fields),
    contextTokens: readNumber(fields, 'n_ctx'),
  };
}

/** Reads an error body as it came. */
export function readRefusalText(text: string): Refusal {
  const body = parseJson(text);
  if (typeof body === 'object' && body !== null) return readRefusal(body);
  return { text, isJson: false, status: undefined, contextTokens: undefined };
}
