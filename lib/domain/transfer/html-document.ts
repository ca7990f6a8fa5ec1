import type { Attachment } from '../attachment';
import type { Message, MessagePart, ToolPart } from '../message';
import { callText } from './call-text';
import { authorOf, type ConversationDocument } from './conversation-document';
import { escapeHtml } from './escape-html';
import type { DocumentOptions } from './markdown-document';

/** Text of the page, or a picture whose `data:` address is to be put in its place. */
export type HtmlPiece = string | Attachment;

/** The one style sheet of an exported page; the policy names its hash. */
export const HTML_STYLE = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:46rem;padding:2rem 1rem;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{margin:2rem 0 .5rem;font-size:1rem}
header p,time,figcaption{opacity:.75;font-size:.875rem;font-weight:400}
p,blockquote{white-space:pre-wrap}
blockquote{margin:0 0 1rem;border-inline-start:3px solid;padding-inline-start:1rem;opacity:.8}
figure{display:inline-block;margin:0 1rem 1rem 0}
img{display:block;max-width:100%;max-height:30rem;height:auto}`;

function picturePieces(attachment: Attachment): HtmlPiece[] {
  const { name, width, height } = attachment;
  const label = escapeHtml(name);
  const opening = `<figure><img width="${width}" height="${height}" alt="${label}" src="`;
  return [opening, attachment, `"><figcaption dir="auto">${label}</figcaption></figure>\n`];
}

function callPieces(call: ToolPart, { words }: DocumentOptions): HtmlPiece[] {
  const label = escapeHtml(words.toolCalled(call.name));
  return [
    `<blockquote dir="auto"><b>${label}</b>\n${escapeHtml(callText(call))}</blockquote>\n`,
    ...(call.output?.images ?? []).flatMap(picturePieces),
  ];
}

function partPieces(part: MessagePart, options: DocumentOptions): HtmlPiece[] {
  const { words } = options;
  if (part.type === 'step') return [];
  if (part.type === 'tool') return callPieces(part, options);
  if (part.type === 'text') return [`<p dir="auto">${escapeHtml(part.text)}</p>\n`];
  if (part.type === 'reasoning') {
    const label = escapeHtml(words.reasoning);
    return [`<blockquote dir="auto"><b>${label}</b>\n${escapeHtml(part.text)}</blockquote>\n`];
  }
  return picturePieces(part.attachment);
}

function messagePieces(message: Message, options: DocumentOptions): HtmlPiece[] {
  const author = escapeHtml(authorOf(message, options.words));
  const time = escapeHtml(options.formatTime(message.createdAt));
  return [
    `<article>\n<h2>${author} · <time>${time}</time></h2>\n`,
    ...message.parts.flatMap((part) => partPieces(part, options)),
    '</article>\n',
  ];
}

/**
 * A conversation as one HTML page that needs nothing else and runs nothing: no script, no address,
 * every text escaped, and a policy that would forbid the rest.
 *
 * @param styleHash - `sha256-…` of `HTML_STYLE`.
 */
export function htmlDocument(
  document: ConversationDocument,
  options: DocumentOptions,
  styleHash: string,
): HtmlPiece[] {
  const { words, formatTime } = options;
  const title = escapeHtml(document.title || words.untitled);
  const policy = `default-src 'none'; img-src data:; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`;
  const facts = [words.exportedFrom, formatTime(document.updatedAt)];
  if (document.otherCount > 0) facts.push(words.otherVersions(document.otherCount));
  return [
    `<!doctype html>\n<html lang="${escapeHtml(words.language)}">\n<head>\n<meta charset="utf-8">\n`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<meta name="referrer" content="no-referrer">\n<title>${title}</title>\n`,
    `<style>${HTML_STYLE}</style>\n</head>\n<body>\n`,
    `<header>\n<h1 dir="auto">${title}</h1>\n<p>${facts.map(escapeHtml).join(' · ')}</p>\n</header>\n<main>\n`,
    ...document.branch.flatMap((message) => messagePieces(message, options)),
    '</main>\n</body>\n</html>\n',
  ];
}
