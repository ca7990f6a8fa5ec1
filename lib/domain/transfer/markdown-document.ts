import type { AttachmentId } from '../ids';
import type { Message, MessagePart } from '../message';
import { authorOf, type ConversationDocument } from './conversation-document';
import type { TransferWords } from './transfer-words';

export type DocumentOptions = {
  readonly words: TransferWords;
  /** Writes a time (milliseconds since 1970) for people. */
  formatTime(time: number): string;
};

/** A name or title within a line of Markdown: what could mean something else there is escaped. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#!|~&]/g, '\\$&').replace(/\s+/g, ' ');
}

const quote = (text: string) => text.replace(/^/gm, '> ');

function partText(
  part: MessagePart,
  { words }: DocumentOptions,
  pathOf: (id: AttachmentId) => string | undefined,
): string {
  if (part.type === 'text') return part.text;
  if (part.type === 'reasoning') return `> **${words.reasoning}**\n>\n${quote(part.text)}`;
  const { id, name } = part.attachment;
  const path = pathOf(id);
  return path === undefined
    ? escapeMarkdown(words.pictureMissing(name))
    : `![${escapeMarkdown(name)}](${path})`;
}

function messageText(
  message: Message,
  options: DocumentOptions,
  pathOf: (id: AttachmentId) => string | undefined,
): string {
  const author = escapeMarkdown(authorOf(message, options.words));
  const heading = `## ${author} · ${options.formatTime(message.createdAt)}`;
  return [heading, ...message.parts.map((part) => partText(part, options, pathOf))].join('\n\n');
}

/**
 * A conversation as Markdown: its branch in view, as it was written.
 *
 * @param pathOf - Where a picture lies, from the document's folder; `undefined` when it is gone.
 */
export function markdownDocument(
  document: ConversationDocument,
  options: DocumentOptions,
  pathOf: (id: AttachmentId) => string | undefined,
): string {
  const { words, formatTime } = options;
  const title = escapeMarkdown(document.title || words.untitled);
  const facts = [words.exportedFrom, formatTime(document.updatedAt)];
  if (document.otherCount > 0) facts.push(words.otherVersions(document.otherCount));
  const head = `# ${title}\n\n*${facts.map(escapeMarkdown).join(' · ')}*`;
  const messages = document.branch.map((message) => messageText(message, options, pathOf));
  return `${[head, ...messages].join('\n\n')}\n`;
}
