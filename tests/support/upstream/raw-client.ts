import { parseJson } from '@/lib/server/provider/read-refusal';
import { MODELS } from './ask-provider';
import { type Fields, isFields } from './exchange';
import type { ProfileName } from './start-upstream';

/** An answer as it came. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  /** Empty where the body is no JSON object. */
  readonly json: Fields;
  readonly headers: Headers;
};

export const KEY: Readonly<Record<string, string>> = { authorization: 'Bearer nvapi-1' };

/** Sends a request without any of the app's own code. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body = parseJson(text);
  const json = isFields(body) ? body : {};
  return { status: response.status, text, json, headers: response.headers };
}

/** Posts JSON. */
function post(url: string, body: unknown, headers = KEY): Promise<Answer> {
  return send(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Asks a profile's chat route; the model and one question stand where `fields` do not say otherwise. */
export function chatAt(origin: string, profile: ProfileName) {
  return (fields: Fields = {}, headers = KEY): Promise<Answer> => {
    const body = { model: MODELS[profile], messages: [user('Hi')], ...fields };
    return post(`${origin}/${profile}/v1/chat/completions`, body, headers);
  };
}

export const user = (content: unknown) => ({ role: 'user', content });

export const dataUrl = (data: Buffer, type = 'png') =>
  `data:image/${type};base64,${data.toString('base64')}`;

export const picture = (url: string) => ({ type: 'image_url', image_url: { url } });

/** The text of a whole answer. */
export function contentOf({ json }: Answer): string {
  const [choice] = Array.isArray(json.choices) ? json.choices : [];
  const message = isFields(choice) && isFields(choice.message) ? choice.message : {};
  return typeof message.content === 'string' ? message.content : '';
}

/** The JSON frames of a streamed answer, in order. */
export function framesOf({ text }: Pick<Answer, 'text'>): readonly Fields[] {
  return [...text.matchAll(/^data: (\{.*)$/gm)].map(([, json]) => {
    const frame = parseJson(json ?? '');
    return isFields(frame) ? frame : {};
  });
}

/** The deltas of a streamed answer, in order. */
export function deltasOf(answer: Pick<Answer, 'text'>): readonly Fields[] {
  return framesOf(answer).flatMap(({ choices }) => {
    const [choice] = Array.isArray(choices) ? choices : [];
    return isFields(choice) && isFields(choice.delta) ? [choice.delta] : [];
  });
}

/** The text of a streamed answer. */
export function textOf(answer: Pick<Answer, 'text'>): string {
  return deltasOf(answer)
    .map(({ content }) => (typeof content === 'string' ? content : ''))
    .join('');
}

/** Tokens of the prompt of a whole answer. */
export function promptTokensOf({ json }: Answer): number {
  const usage = isFields(json.usage) ? json.usage : {};
  return typeof usage.prompt_tokens === 'number' ? usage.prompt_tokens : Number.NaN;
}
