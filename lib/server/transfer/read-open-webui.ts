import 'server-only';
import * as z from 'zod';
import type { Usage } from '@/lib/domain/message';
import type {
  ImportedConversation,
  ImportedPart,
} from '@/lib/domain/transfer/imported-conversation';
import { type ForeignNode, toConversation, toImportKey, toMilliseconds } from './foreign-tree';

const fileSchema = z.object({
  type: z.string().nullish(),
  name: z.string().nullish(),
  url: z.string().nullish(),
});
const contentPartSchema = z.object({
  type: z.string(),
  text: z.string().nullish(),
  image_url: z.object({ url: z.string() }).nullish(),
});
const messageSchema = z.object({
  parentId: z.string().nullish(),
  role: z.enum(['user', 'assistant']),
  content: z.union([z.string(), z.array(contentPartSchema)]).catch(''),
  timestamp: z.number().nullish().catch(null),
  model: z.string().nullish().catch(null),
  modelName: z.string().nullish().catch(null),
  done: z.boolean().nullish().catch(null),
  error: z.unknown().optional(),
  files: z.array(z.unknown()).nullish().catch(null),
  usage: z
    .object({ prompt_tokens: z.number().optional(), completion_tokens: z.number().optional() })
    .nullish()
    .catch(null),
});
const chatSchema = z.object({
  id: z.string().nullish(),
  title: z.string().nullish(),
  timestamp: z.number().nullish(),
  history: z.object({
    messages: z.record(z.string(), z.unknown()),
    currentId: z.string().nullish(),
  }),
});
const exportSchema = z.object({
  id: z.string().nullish(),
  title: z.string().nullish(),
  created_at: z.number().nullish(),
  updated_at: z.number().nullish(),
  archived: z.boolean().nullish(),
  pinned: z.boolean().nullish(),
  chat: chatSchema,
});

type Message = z.infer<typeof messageSchema>;

/** Reasoning stands in the text as a fold; its lines are quoted. */
const REASONING =
  /<details type="reasoning"[^>]*>\s*(?:<summary>.*?<\/summary>)?([\s\S]*?)<\/details>\s*/g;
const ENTITIES = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#x27;', "'"],
  ['&amp;', '&'],
]);

function plainReasoning(quoted: string): string {
  const text = quoted.replace(/&[#\w]+;/g, (entity) => ENTITIES.get(entity) ?? entity);
  return text.replace(/^> ?/gm, '').trim();
}

function textParts(content: string, role: Message['role']): ImportedPart[] {
  if (role === 'user') return content.trim() === '' ? [] : [{ type: 'text', text: content }];
  const reasoning = [...content.matchAll(REASONING)].map(([, quoted = '']) =>
    plainReasoning(quoted),
  );
  const text = content.replace(REASONING, '').trim();
  return [
    ...reasoning.flatMap((each) =>
      each === '' ? [] : [{ type: 'reasoning', text: each } as const],
    ),
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
  ];
}

function picturePart(url: string, name: string): ImportedPart {
  const base64 = /^data:image\/[\w.+-]+;base64,(.*)$/s.exec(url)?.[1];
  const source =
    base64 === undefined ? ({ type: 'missing' } as const) : { type: 'data' as const, base64 };
  return { type: 'picture', name, source };
}

function filesOf(files: readonly unknown[]): ImportedPart[] {
  return files.flatMap((each, index): ImportedPart[] => {
    const file = fileSchema.safeParse(each);
    if (!file.success) return [];
    const { type, url } = file.data;
    const name = file.data.name ?? `image-${index + 1}`;
    if (type === 'image') return [picturePart(url ?? '', name)];
    return [{ type: 'picture', name, source: { type: 'other-file' } }];
  });
}

function partsOf({ content, files, role }: Message): ImportedPart[] {
  const attached = filesOf(files ?? []).map(
    (part): ImportedPart =>
      // Answers have no pictures here: one that a model has made is named.
      role === 'assistant' && part.type === 'picture'
        ? { ...part, source: { type: 'other-file' } }
        : part,
  );
  if (typeof content === 'string') return [...attached, ...textParts(content, role)];
  const inside = content.flatMap((part, index) =>
    part.image_url ? [picturePart(part.image_url.url, `image-${index + 1}`)] : [],
  );
  const text = content.flatMap((part) => part.text ?? []).join('\n\n');
  return [...attached, ...inside, ...textParts(text, role)];
}

function usageOf({ usage }: Message): { usage?: Usage } {
  if (!usage) return {};
  return { usage: { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens } };
}

function nodeOf(key: string, value: unknown, createdAt: number): ForeignNode {
  const parsed = messageSchema.safeParse(value);
  if (!parsed.success) {
    const { parentId } = z
      .object({ parentId: z.string().nullish().catch(null) })
      .catch({})
      .parse(value);
    const answer = { modelName: '', status: 'done' } as const;
    return { key, parentKey: parentId ?? null, role: 'assistant', parts: [], createdAt, answer };
  }
  const message = parsed.data;
  const isCut = message.done === false || (message.error ?? null) !== null;
  return {
    key,
    parentKey: message.parentId ?? null,
    role: message.role,
    parts: partsOf(message),
    createdAt: toMilliseconds(message.timestamp, createdAt),
    answer: {
      modelName: message.modelName || message.model || 'Open WebUI',
      status: isCut ? 'cut' : 'done',
      ...usageOf(message),
    },
  };
}

/**
 * Reads one chat of Open WebUI's export. A message that cannot be read counts as one with nothing to
 * show, so that the tree stays connected.
 *
 * @throws ZodError when it is none.
 */
export function readOpenWebUi(value: unknown): ImportedConversation {
  const source = exportSchema.parse(value);
  const { chat } = source;
  const createdAt = toMilliseconds(source.created_at ?? chat.timestamp, 0);
  const entries = Object.entries(chat.history.messages);
  return toConversation({
    importKey: toImportKey('open-webui', source.id ?? chat.id ?? entries[0]?.[0]),
    title: source.title ?? chat.title ?? '',
    createdAt,
    updatedAt: toMilliseconds(source.updated_at, createdAt),
    archived: source.archived ?? false,
    pinned: source.pinned ?? false,
    connectionLabel: 'Open WebUI',
    nodes: entries.map(([key, message]) => nodeOf(key, message, createdAt)),
    currentKey: chat.history.currentId ?? null,
  });
}
