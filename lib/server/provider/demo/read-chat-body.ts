import 'server-only';
import * as z from 'zod';

const partSchema = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
]);
const bodySchema = z.object({
  model: z.string(),
  messages: z
    .array(
      z.object({ role: z.string(), content: z.union([z.string(), z.null(), z.array(partSchema)]) }),
    )
    .min(1),
  // A list of another form offers nothing.
  tools: z
    .array(z.object({ function: z.object({ name: z.string() }) }))
    .default([])
    .catch([]),
  // A form that is not known is none.
  response_format: z
    .union([
      z.object({ type: z.literal('json_object') }),
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ schema: z.record(z.string(), z.unknown()) }),
      }),
    ])
    .optional()
    .catch(undefined),
  max_tokens: z.number().int().positive().optional(),
  stream: z.boolean().default(false),
  stream_options: z.object({ include_usage: z.boolean().optional() }).optional(),
});

/** A message of a chat request, with its parts told apart. */
export type ChatBodyMessage = {
  readonly role: string;
  readonly texts: readonly string[];
  /** Addresses of pictures as sent, mostly data URLs. */
  readonly imageUrls: readonly string[];
};

/** A chat request as it came over the wire. */
export type ChatBody = {
  readonly model: string;
  readonly messages: readonly ChatBodyMessage[];
  /** Tools that are offered. */
  readonly toolNames: readonly string[];
  /** The JSON Schema that the answer is to fit; an empty one for any JSON. `undefined` for text. */
  readonly schema?: Readonly<Record<string, unknown>> | undefined;
  readonly maxTokens: number | undefined;
  readonly stream: boolean;
  readonly asksForUsage: boolean;
};

type WireMessage = z.infer<typeof bodySchema>['messages'][number];

function toMessage({ role, content }: WireMessage): ChatBodyMessage {
  if (content === null) return { role, texts: [], imageUrls: [] };
  if (typeof content === 'string') return { role, texts: [content], imageUrls: [] };
  return {
    role,
    texts: content.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
    imageUrls: content.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : [])),
  };
}

/**
 * Reads the body of `POST /chat/completions`.
 *
 * @returns `null` when it has not that form.
 */
export function readChatBody(body: unknown): ChatBody | null {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return null;
  const {
    model,
    messages,
    tools = [],
    response_format: format,
    max_tokens: maxTokens,
    stream,
    stream_options,
  } = parsed.data;
  const asksForUsage = stream_options?.include_usage === true;
  const toolNames = tools.map((tool) => tool.function.name);
  const schema = format?.type === 'json_schema' ? format.json_schema.schema : format && {};
  const facts = { toolNames, schema, maxTokens, stream, asksForUsage };
  return { model, messages: messages.map(toMessage), ...facts };
}

const DATA_URL = /^data:image\/[a-z+.-]+;base64,([A-Za-z0-9+/]+={0,2})$/;

/** Bytes of a data URL; `null` when it is none. */
export function readDataUrl(url: string): Uint8Array | null {
  const base64 = DATA_URL.exec(url)?.[1];
  return base64 === undefined ? null : Buffer.from(base64, 'base64');
}
