import { BLOCKS } from './block-elements';
import { decodeEntities } from './decode-entities';
import { HiddenElement } from './hidden-element';

/** What is left out of a page with everything in it. */
const LEFT_OUT = new Set([
  ...['template', 'svg', 'math', 'object', 'canvas'],
  ...['nav', 'footer', 'aside', 'button', 'select', 'audio', 'video', 'head'],
]);
/** Elements whose content is no markup: nothing but their own end ends them. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'iframe', 'noscript']);
/** What stands before the text of an element. */
const LEADS: Readonly<Record<string, string>> = {
  br: '\n',
  li: '\n- ',
  td: ' | ',
  th: ' | ',
  h1: '\n\n# ',
  h2: '\n\n## ',
  h3: '\n\n### ',
};
/** They have no end, or are shown by a script as soon as the page is there. */
const NEVER_HIDDEN = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source'],
  ...['track', 'wbr', 'html', 'body'],
]);
const ATTRIBUTE = /[\s/]([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const HIDING_STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i;

/** Whether a tag says that its element is not shown. */
function saysHidden(tag: string): boolean {
  for (const [, name = '', ...values] of tag.matchAll(ATTRIBUTE)) {
    if (/^hidden$/i.test(name)) return true;
    if (/^style$/i.test(name) && HIDING_STYLE.test(decodeEntities(values.join('')))) return true;
  }
  return false;
}

/** The end of a tag, or a value in it: one that begins with a quote ends with another, and may hold any sign. */
const END_OR_VALUE = />|=\s*(?:(["'])|[^\s"'>][^\s>]*)/g;
const TAG = /^<(\/?)([a-z][a-z0-9-]*)/i;

export type ReadableText = { readonly title: string; readonly text: string };

const squeeze = (text: string) =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Reads a page from front to back, once: whatever it is made of, it takes as long as it is long. */
class Reader {
  readonly #html: string;
  readonly #maxCharacters: number;
  readonly #pieces: string[] = [];
  #length = 0;
  #at = 0;
  #hidden: HiddenElement | null = null;
  #title = '';
  /** Whether a quote was never closed: from there on none counts. */
  #isUnclosed = false;

  constructor(html: string, maxCharacters: number) {
    this.#html = html;
    this.#maxCharacters = maxCharacters;
  }

  read(): ReadableText {
    while (this.#at < this.#html.length && this.#length < this.#maxCharacters) {
      const tag = this.#html.indexOf('<', this.#at);
      const end = tag === -1 ? this.#html.length : tag;
      this.#add(decodeEntities(this.#html.slice(this.#at, end)).replace(/\s+/g, ' '));
      this.#at = end;
      if (tag !== -1) this.#takeTag();
    }
    return {
      title: squeeze(this.#title),
      text: squeeze(this.#pieces.join('').slice(0, this.#maxCharacters)),
    };
  }

  #add(text: string): void {
    if (this.#hidden || text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** Goes behind a text; to the end where it does not come any more. */
  #skipTo(text: string): void {
    const found = this.#html.indexOf(text, this.#at);
    this.#at = found === -1 ? this.#html.length : found + text.length;
  }

  /** Goes behind a tag. */
  #skipTag(): void {
    const from = this.#at;
    while (!this.#isUnclosed) {
      END_OR_VALUE.lastIndex = this.#at;
      const [found, quote] = END_OR_VALUE.exec(this.#html) ?? [];
      if (found === undefined) break;
      this.#at = END_OR_VALUE.lastIndex;
      if (found === '>') return;
      if (quote) this.#skipTo(quote);
    }
    this.#isUnclosed = true;
    this.#at = from;
    this.#skipTo('>');
  }

  #takeTag(): void {
    const [match, slash, written = ''] = TAG.exec(this.#html.slice(this.#at, this.#at + 80)) ?? [];
    if (match === undefined) this.#takeOther();
    else {
      const from = this.#at;
      const name = written.toLowerCase();
      this.#skipTag();
      if (slash) this.#close(name);
      else this.#open(name, this.#html.slice(from, this.#at));
    }
  }

  /** A comment, a declaration, or a sign that only looks like a tag. */
  #takeOther(): void {
    const isMarkup = /^<[!?/]/.test(this.#html.slice(this.#at, this.#at + 2));
    if (this.#html.startsWith('<!--', this.#at)) this.#skipTo('-->');
    else if (isMarkup) this.#skipTo('>');
    else {
      this.#add('<');
      this.#at += 1;
    }
  }

  #open(name: string, tag: string): void {
    // A page need not close its head.
    if (name === 'body' || this.#hidden?.isEndedBy(name, false)) this.#hidden = null;
    if (RAW.has(name)) this.#takeRaw(name);
    else if (this.#hidden) return;
    else if (LEFT_OUT.has(name)) this.#hidden = new HiddenElement(name);
    else if (NEVER_HIDDEN.has(name) || !saysHidden(tag)) this.#add(this.#leadOf(name));
    else {
      // What stands around it is no one word.
      if (BLOCKS.has(name)) this.#add('\n');
      this.#hidden = new HiddenElement(name);
    }
  }

  #leadOf(name: string): string {
    const lead = Object.hasOwn(LEADS, name) ? LEADS[name] : undefined;
    return lead ?? (BLOCKS.has(name) ? '\n' : '');
  }

  #close(name: string): void {
    const hidden = this.#hidden;
    if (hidden?.isEndedBy(name, true)) this.#hidden = null;
    if (BLOCKS.has(name) && name !== hidden?.name) this.#add('\n');
  }

  #takeRaw(name: string): void {
    const rest = new RegExp(`</${name}[\\s/>]`, 'gi');
    rest.lastIndex = this.#at;
    const end = rest.exec(this.#html)?.index ?? this.#html.length;
    if (name === 'title' && this.#title === '') {
      this.#title = decodeEntities(this.#html.slice(this.#at, Math.min(end, this.#at + 500)));
    }
    this.#at = end;
    this.#skipTo('>');
  }
}

/**
 * What a person would read of a page: its text in lines, with headings, list items and cells marked. Left out
 * are what stands beside the text (`nav`, `aside`, `footer`), scripts, pictures, what forms have for answers,
 * and elements that say themselves that they are hidden (`hidden`, or a `style` with `display: none` or
 * `visibility: hidden`). Style sheets are not read: what they hide is there.
 *
 * @param maxCharacters - Reading ends there.
 */
export function readableText(html: string, maxCharacters: number): ReadableText {
  return new Reader(html, maxCharacters).read();
}
