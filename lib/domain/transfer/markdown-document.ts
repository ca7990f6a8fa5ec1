import type { Attachment } from '../attachment';
import type { AttachmentId } from '../ids';
import type { Message, MessagePart } from '../message';
import { callText } from './call-text';
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

/** A quotation, whichever line ends it has. */
const quote = (text: string) => `> ${text.replace(/\r\n?|\n/g, '$&> ')}`;

/** Text as it stands: nothing in it is Markdown, and nothing in it ends the block. */
function fence(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const marks = '`'.repeat(runs.reduce((most, run) => Math.max(most, run.length + 1), 3));
  return `${marks}\n${text}\n${marks}`;
}

function pictureText(
  { id, name }: Attachment,
  words: TransferWords,
  pathOf: (id: AttachmentId) => string | undefined,
): string {
  const path = pathOf(id);
  return path === undefined
    ? escapeMarkdown(words.pictureMissing(name))
    : `![${escapeMarkdown(name)}](${path})`;
}

function partText(
  part: MessagePart,
  { words }: DocumentOptions,
  pathOf: (id: AttachmentId) => string | undefined,
): string {
  if (part.type === 'text') return part.text;
  if (part.type === 'reasoning') return `> **${words.reasoning}**\n>\n${quote(part.text)}`;
  if (part.type === 'step') return '';
  if (part.type === 'tool') {
    const title = escapeMarkdown(words.toolCalled(part.name));
    const images = part.output?.images ?? [];
    const call = `> **${title}**\n>\n${quote(fence(callText(part)))}`;
    return [call, ...images.map((image) => pictureText(image, words, pathOf))].join('\n\n');
  }
  return pictureText(part.attachment, words, pathOf);
}

function messageText(
  message: Message,
  options: DocumentOptions,
  pathOf: (id: AttachmentId) => string | undefined,
): string {
  const author = escapeMarkdown(authorOf(message, options.words));
  const heading = `## ${author} · ${options.formatTime(message.createdAt)}`;
  const texts = message.parts.map((part) => partText(part, options, pathOf));
  return [heading, ...texts.filter((text) => text !== '')].join('\n\n');
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
