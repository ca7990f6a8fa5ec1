import * as z from 'zod';
import type { Upstream } from '../support/upstream/start-upstream';

const partSchema = z.object({ type: z.enum(['text', 'image_url']) });
const requestSchema = z.looseObject({
  messages: z.array(
    z.object({ role: z.string(), content: z.union([z.string(), z.array(partSchema)]) }),
  ),
});

export type RecordedChatRequest = z.infer<typeof requestSchema>;

/** Chat requests as the upstream got them, oldest first. */
export function chatRequests(upstream: Upstream): RecordedChatRequest[] {
  return upstream.requests.items
    .filter(({ path }) => path === '/v1/chat/completions')
    .map(({ body }) => requestSchema.parse(body));
}

/** Pictures in each user message that has some. */
export function imageCounts(request: RecordedChatRequest | undefined): number[] {
  const counts = (request?.messages ?? []).map(({ content }) =>
    typeof content === 'string' ? 0 : content.filter(({ type }) => type === 'image_url').length,
  );
  return counts.filter((count) => count > 0);
}
