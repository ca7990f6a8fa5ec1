import 'server-only';
import { readableText } from '@/lib/domain/html/readable-text';
import { detectFormat } from '@/lib/domain/image/detect-format';
import type { WebResponse } from './fetch-web';

/** As much of a page as is read; the tool's own limit cuts it to fewer bytes. */
const MAX_CHARACTERS = 100_000;
const HEAD_BYTES = 4096;
/** Nobody waits for more of a page to be read. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
/** What a page of text has none of (WHATWG MIME Sniffing, binary data bytes). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/;
const HTML = /<(?:!doctype html|html|head|body|title|meta|script|div|p|h1|table|a|style|br)[\s>/]/i;
const CHARSET = /charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})/i;

function decoderOf(label: string | undefined): TextDecoder {
  try {
    return new TextDecoder(label ?? 'utf-8');
  } catch {
    // A character set that there is not: most pages are UTF-8, whatever they say.
    return new TextDecoder();
  }
}

function decode({ bytes, contentType }: WebResponse): string {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const label = CHARSET.exec(contentType)?.[1] ?? CHARSET.exec(head)?.[1];
  return decoderOf(label).decode(bytes.subarray(0, MAX_PAGE_BYTES));
}

/**
 * The text of a response by its bytes, whatever its server calls them: a page as a person reads it, any other
 * text as it is.
 *
 * @returns `null` for what is no text, such as a picture or a packed file.
 */
export function readWebText(response: WebResponse): { title: string; text: string } | null {
  if (detectFormat(response.bytes) === 'pdf') return null;
  const text = decode(response);
  const head = text.slice(0, HEAD_BYTES);
  if (BINARY.test(head)) return null;
  const isHtml = head.trimStart().startsWith('<') && HTML.test(head);
  if (isHtml) return readableText(text, MAX_CHARACTERS);
  return { title: '', text: text.slice(0, MAX_CHARACTERS) };
}
