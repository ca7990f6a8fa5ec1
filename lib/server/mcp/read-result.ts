import 'server-only';
import type { CallToolResult } from '@ai-sdk/mcp';
import * as z from 'zod';
import type { Attachment } from '@/lib/domain/attachment';
import { AppError } from '@/lib/domain/errors/app-error';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import { withoutUnseen } from '@/lib/domain/without-unseen';
import type { AttachmentStore } from '../attachment-store/attachment-store';
import type { ToolContext, ToolResult } from '../tools/tool';

/** Pictures that one result may bring. */
const MAX_IMAGES = 4;
/** Longest name of something that is left out, in UTF-16 units. */
const MAX_NAME = 120;

const partSchema = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image'), data: z.string(), mimeType: z.string() }),
  z
    .object({ type: z.literal('resource'), resource: z.object({ text: z.string() }) })
    .transform(({ resource }) => ({ type: 'text' as const, text: resource.text })),
  z
    .object({
      type: z.string(),
      uri: z.string().optional(),
      resource: z.object({ uri: z.string() }).optional(),
    })
    .transform(({ type, uri, resource }) => ({
      type: 'other' as const,
      kind: type,
      uri: uri ?? resource?.uri,
    })),
]);
type Part = z.infer<typeof partSchema>;

const resultSchema = z.object({
  content: z.array(partSchema).default([]),
  structuredContent: z.unknown().optional(),
  toolResult: z.unknown().optional(),
  isError: z.boolean().default(false),
});

const nameOf = (text: string) =>
  withoutUnseen(text).replace(/\s+/gu, ' ').slice(0, MAX_NAME).toWellFormed();
const leftOut = (what: string, why = '') => `[${what} left out${why}]`;

/** Who keeps the pictures of a result, and for what. */
export type ResultStore = {
  readonly attachments: Pick<AttachmentStore, 'add'>;
  /** The server's name and the tool's, which a picture is called by. */
  readonly name: string;
};

async function storeImage(
  data: string,
  { attachments, name }: ResultStore,
  { actor, conversationId }: ToolContext,
): Promise<Attachment | AppError> {
  const isTemporary = conversationId !== null && isTemporaryId(conversationId);
  try {
    return await attachments.add(actor, { name, data: Buffer.from(data, 'base64'), isTemporary });
  } catch (thrown) {
    // What its bytes are decides, not what the server calls it: a picture that is none is left out.
    if (thrown instanceof AppError && thrown.code.startsWith('image-')) return thrown;
    throw thrown;
  }
}

/**
 * Reads what a tool of an MCP server gave back. All of it is data: texts are joined, pictures are verified
 * by their content and stored as uploads are, and what is left out is named.
 */
export async function readResult(
  result: CallToolResult,
  store: ResultStore,
  context: ToolContext,
): Promise<ToolResult> {
  const { content, structuredContent, toolResult, isError } = resultSchema.parse(result);
  const texts: string[] = [];
  const images: Attachment[] = [];
  const read = async (part: Part) => {
    if (part.type === 'text') return texts.push(part.text);
    if (part.type === 'other') {
      const name = part.uri === undefined ? '' : ` ${nameOf(part.uri)}`;
      return texts.push(leftOut(`${nameOf(part.kind)}${name}`));
    }
    if (images.length === MAX_IMAGES) return texts.push(leftOut('picture', ': too many'));
    const image = await storeImage(part.data, store, context);
    if (image instanceof AppError) return texts.push(leftOut('picture', `: ${image.code}`));
    return images.push(image);
  };
  for (const part of content) await read(part);
  const other = structuredContent ?? toolResult;
  if (content.length === 0 && other !== undefined) texts.push(JSON.stringify(other));
  return { text: texts.join('\n'), images, isError };
}
