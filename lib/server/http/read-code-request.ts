import 'server-only';
import * as z from 'zod/mini';
import type { CodeRequest } from '@/lib/domain/code/code-request';
import { takePictures } from '@/lib/domain/code/take-pictures';
import type { ConversationId } from '@/lib/domain/ids';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { CODE_PICTURES } from '@/lib/protocol/code';
import { messageIdSchema } from '@/lib/protocol/ids';
import { jsonObjectSchema } from '@/lib/protocol/json-value';
import { timeZoneSchema } from '@/lib/protocol/time-zone';
import type { Actor } from '../actor';
import type { UpstreamEndpoint } from '../connections/connection';
import type { Context } from '../context';
import { requestOfTurn } from '../generation/request-of-turn';
import { parseQuery } from './parse-body';

const querySchema = z.object({
  message: z.optional(messageIdSchema),
  pictures: z._default(z.enum(CODE_PICTURES), 'files'),
  timeZone: z._default(timeZoneSchema, 'UTC'),
});

/** Stands for the name of a model where none is known. */
const UNKNOWN_MODEL = 'your-model';

/** Names of the pictures of a prompt, in the order in which they are sent. */
function namesIn({ messages }: Prompt): string[] {
  return messages.flatMap((message) =>
    message.role === 'user'
      ? message.parts.flatMap((part) => (part.type === 'image' ? [part.attachment.name] : []))
      : [],
  );
}

function whereTo(endpoint: UpstreamEndpoint | null, { destination }: ModelDescriptor) {
  if (!endpoint) return { baseUrl: null, keyVariable: 'OPENAI_API_KEY' };
  const { baseUrl, apiKey } = endpoint.destination;
  const keyVariable = destination === 'nvidia' ? 'NVIDIA_API_KEY' : 'API_KEY';
  return {
    baseUrl: `${baseUrl.origin}${baseUrl.pathname.replace(/\/$/, '')}`,
    keyVariable: apiKey === undefined ? null : keyVariable,
  };
}

/** A body as it is sent for an answer in one piece, which programs understand best. */
function inOnePiece(text: string, endpoint: UpstreamEndpoint | null) {
  const { stream: _1, stream_options: _2, ...body } = jsonObjectSchema.parse(JSON.parse(text));
  return endpoint ? body : { ...body, model: UNKNOWN_MODEL };
}

/**
 * Tells the request of a turn, for programs. Nobody is asked.
 *
 * @param query - As `codeRequestSchema` says.
 * @throws AppError `request-invalid`, and as `requestOfTurn` does.
 */
export async function readCodeRequest(
  context: Context,
  actor: Actor,
  conversationId: ConversationId,
  query: URLSearchParams,
): Promise<CodeRequest> {
  const { message: answerId, pictures, timeZone } = parseQuery(query, querySchema);
  const turn = { conversationId, answerId, timeZone };
  const { model, prompt, body } = await requestOfTurn(context, actor, turn);
  const endpoint = context.connections.endpoint(model.connectionId);
  const taken = takePictures(inOnePiece(body, endpoint), namesIn(prompt));
  return {
    ...whereTo(endpoint, model),
    body: taken.body,
    pictures:
      pictures === 'inline'
        ? taken.pictures
        : taken.pictures.map(({ name, mediaType }) => ({ name, mediaType })),
  };
}
