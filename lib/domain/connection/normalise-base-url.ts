/** A server's address in the one form that requests are made from. */
export type BaseUrl = {
  /** Origin and path without a slash at the end, such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  /** The model that the address named, where it did. */
  readonly suggestedModel?: string | undefined;
};

const NVIDIA_HOST = 'integrate.api.nvidia.com';
const ADDRESS = /^(?:(https?):\/\/)?([^\s/?#@\\]+)(\/[^\s?#]*)?$/i;
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::\d{1,5})?$/i;
/** Host names that are reached without TLS when nobody said otherwise. */
const PLAIN_HOST = /^(?:localhost|\d+\.\d+\.\d+\.\d+|\[.*\])(?::\d+)?$/i;
const ENDPOINT = /\/(?:chat\/completions|completions|models)$/i;
const MODEL_PATH = /^\/v1\/([^/]+\/[^/]+)$/i;

/**
 * Normalises what people type or paste as an address: with or without scheme, the full chat endpoint,
 * or the path-style address of NVIDIA's model page, which names a model and is no address to post to.
 *
 * @returns `null` when it is no http address, or carries a query or a password.
 */
export function normaliseBaseUrl(text: string): BaseUrl | null {
  const match = ADDRESS.exec(text.trim());
  if (!match) return null;
  const host = (match[2] ?? '').toLowerCase();
  if (!HOST.test(host)) return null;
  const scheme = match[1]?.toLowerCase() ?? (PLAIN_HOST.test(host) ? 'http' : 'https');
  const path = (match[3] ?? '').replace(/\/+$/, '').replace(ENDPOINT, '').replace(/\/+$/, '');
  const model = host === NVIDIA_HOST ? MODEL_PATH.exec(path)?.[1] : undefined;
  if (model) return { baseUrl: `${scheme}://${host}/v1`, suggestedModel: model };
  return { baseUrl: `${scheme}://${host}${path === '' ? '/v1' : path}` };
}
