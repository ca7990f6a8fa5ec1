import 'server-only';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import type { OwnToolAction } from '@/lib/domain/tool/own-tool';
import { fillTemplate } from '@/lib/protocol/tool-address';
import type { FetchWeb } from '../../egress/fetch-web';
import { readWebText } from '../../egress/read-web-text';
import type { ToolResult } from '../tool';

type HttpAction = Extract<OwnToolAction, { type: 'http' }>;

/**
 * Asks the server of an own tool. A POST carries all arguments as JSON; nothing of this server goes along, no
 * key and no cookie.
 *
 * @throws AppError `web-…`.
 */
export async function askServer(
  { method, url }: HttpAction,
  input: JsonObject,
  { fetchWeb, signal }: { readonly fetchWeb: FetchWeb; readonly signal: AbortSignal },
): Promise<ToolResult> {
  const address = fillTemplate(url, input);
  if (address === null) {
    return { text: 'An argument does not fit into the address of this tool.', isError: true };
  }
  const body = method === 'POST' ? JSON.stringify(input) : undefined;
  const response = await fetchWeb({ url: address, method, body, signal });
  const { status } = response;
  const content = readWebText(response);
  if (!content) return { text: `Status ${status}, and no text.`, isError: true };
  if (status >= 400) return { text: `Status ${status}\n${content.text}`, isError: true };
  return { text: content.text };
}
