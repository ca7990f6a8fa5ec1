import 'server-only';
import * as z from 'zod';
import type {
  ImportedConversation,
  ImportedPart,
} from '@/lib/domain/transfer/imported-conversation';
import { type ForeignNode, toConversation, toImportKey, toMilliseconds } from './foreign-tree';

const pointerSchema = z.object({
  content_type: z.string().optional(),
  asset_pointer: z.string(),
});
const messageSchema = z.object({
  author: z.object({ role: z.string() }),
  create_time: z.number().nullish(),
  recipient: z.string().nullish(),
  status: z.string().nullish(),
  content: z.object({
    content_type: z.string(),
    parts: z.array(z.unknown()).optional(),
    text: z.string().optional(),
    thoughts: z.array(z.object({ content: z.string().optional() })).optional(),
  }),
  metadata: z
    .object({
      is_visually_hidden_from_conversation: z.boolean().nullish(),
      model_slug: z.string().nullish(),
      finish_details: z.object({ type: z.string().optional() }).nullish(),
      attachments: z
        .array(
          z.object({ id: z.string(), name: z.string().nullish(), mime_type: z.string().nullish() }),
        )
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
const conversationSchema = z.object({
  title: z.string().nullish(),
  create_time: z.number().nullish(),
  update_time: z.number().nullish(),
  current_node: z.string().nullish(),
  conversation_id: z.string().nullish(),
  id: z.string().nullish(),
  default_model_slug: z.string().nullish(),
  is_archived: z.boolean().nullish(),
  mapping: z.record(
    z.string(),
    z.object({ parent: z.string().nullish(), message: z.unknown().optional() }),
  ),
});

type Message = z.infer<typeof messageSchema>;

/** Marks of citations that only its own page can resolve: they lie in the private use area. */
const CITATION = /\ue200[^\ue201]*\ue201/g;

const textPart = (text: string): ImportedPart[] =>
  text.trim() === '' ? [] : [{ type: 'text', text }];

/** `sediment://file_1?x=y`, `file-service://file-1`: what the file's name in the zip begins with. */
const fileKeyOf = (pointer: string) =>
  /^file[-_][A-Za-z0-9]+/.exec(pointer.replace(/^[a-z-]+:\/\//, ''))?.[0] ?? null;

function picturePart(pointer: string, message: Message): ImportedPart {
  const key = fileKeyOf(pointer);
  const named = message.metadata?.attachments?.find(({ id }) => fileKeyOf(id) === key);
  const name = named?.name ?? key ?? 'image';
  return { type: 'picture', name, source: key ? { type: 'file', key } : { type: 'missing' } };
}

/** Files that are no pictures: they are named, and not taken in. */
function otherFiles({ metadata }: Message): ImportedPart[] {
  const files = metadata?.attachments ?? [];
  return files.flatMap(({ name, mime_type: mediaType }) =>
    mediaType && !mediaType.startsWith('image/')
      ? [{ type: 'picture', name: name ?? mediaType, source: { type: 'other-file' } } as const]
      : [],
  );
}

function spokenParts(message: Message): ImportedPart[] {
  const pictures: ImportedPart[] = [];
  const texts: string[] = [];
  for (const part of message.content.parts ?? []) {
    if (typeof part === 'string') texts.push(part.replace(CITATION, ''));
    const pointer = pointerSchema.safeParse(part);
    if (pointer.success && pointer.data.content_type === 'image_asset_pointer') {
      pictures.push(picturePart(pointer.data.asset_pointer, message));
    }
  }
  return [...pictures, ...textPart(texts.join('\n').trim())];
}

/** What a person saw of a message; nothing of what stayed behind the scenes. */
function partsOf(message: Message): ImportedPart[] {
  const { author, recipient, content, metadata } = message;
  if (metadata?.is_visually_hidden_from_conversation) return [];
  if (author.role === 'user') return [...otherFiles(message), ...spokenParts(message)];
  if (content.content_type === 'thoughts') {
    const text = (content.thoughts ?? []).flatMap((thought) => thought.content ?? []).join('\n\n');
    return text.trim() === '' ? [] : [{ type: 'reasoning', text }];
  }
  const isToPerson = !recipient || recipient === 'all';
  const isSpoken = content.content_type === 'text' || content.content_type === 'multimodal_text';
  if (!isToPerson || !isSpoken) return [];
  // Answers have no pictures here: one that a tool has made is named. A tool's words were not shown.
  const parts = spokenParts(message).map(
    (part): ImportedPart =>
      part.type === 'picture' ? { ...part, source: { type: 'other-file' } } : part,
  );
  if (author.role === 'tool') return parts.filter(({ type }) => type === 'picture');
  return author.role === 'assistant' ? parts : [];
}

const FINISH = { stop: 'stop', max_tokens: 'length' } as const;

function answerOf({ metadata, status }: Message, fallbackModel: string): ForeignNode['answer'] {
  const ending = metadata?.finish_details?.type;
  const known = ending === 'stop' || ending === 'max_tokens' ? FINISH[ending] : undefined;
  const isStopped = ending === 'interrupted';
  return {
    modelName: metadata?.model_slug ?? fallbackModel,
    status: isStopped ? 'stopped' : status === 'in_progress' ? 'cut' : 'done',
    ...(known ? { finishReason: known } : {}),
  };
}

/**
 * Reads one conversation of ChatGPT's export. A message that cannot be read counts as one with
 * nothing to show, so that the tree stays connected.
 *
 * @throws ZodError when it is none.
 */
export function readChatGpt(value: unknown): ImportedConversation {
  const source = conversationSchema.parse(value);
  const createdAt = toMilliseconds(source.create_time, 0);
  const fallbackModel = source.default_model_slug ?? 'ChatGPT';
  const nodes = Object.entries(source.mapping).map(([key, { parent, message }]): ForeignNode => {
    const parsed = messageSchema.safeParse(message);
    const parentKey = parent ?? null;
    if (!parsed.success) {
      const answer = { modelName: fallbackModel, status: 'done' } as const;
      return { key, parentKey, role: 'assistant', parts: [], createdAt, answer };
    }
    return {
      key,
      parentKey,
      role: parsed.data.author.role === 'user' ? 'user' : 'assistant',
      parts: partsOf(parsed.data),
      createdAt: toMilliseconds(parsed.data.create_time, createdAt),
      answer: answerOf(parsed.data, fallbackModel),
    };
  });
  return toConversation({
    importKey: toImportKey('chatgpt', source.conversation_id ?? source.id ?? nodes[0]?.key),
    title: source.title ?? '',
    createdAt,
    updatedAt: toMilliseconds(source.update_time, createdAt),
    archived: source.is_archived ?? false,
    connectionLabel: 'ChatGPT',
    nodes,
    currentKey: source.current_node ?? null,
  });
}
