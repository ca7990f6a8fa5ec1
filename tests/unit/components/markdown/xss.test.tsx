import { describe, expect, it } from 'vitest';
import { render } from './render';
import { XSS_PAYLOADS } from './xss-payloads';

const TAGS =
  'a bdi blockquote br button code del div em figcaption figure h2 h3 h4 h5 h6 hr input li ol p pre span strong sup table tbody td th thead tr ul svg path rect line circle';
const ALLOWED_TAGS: ReadonlySet<string> = new Set(TAGS.split(' '));
const ATTRIBUTES =
  'class dir href title target rel type aria-label aria-expanded aria-hidden tabindex role disabled readonly checked scope start hidden data-tex data-anchor';
const DRAWING =
  'xmlns width height viewbox fill stroke stroke-width stroke-linecap stroke-linejoin d x y x1 x2 y1 y2 cx cy r rx ry';
const ALLOWED_ATTRIBUTES: ReadonlySet<string> = new Set(`${ATTRIBUTES} ${DRAWING}`.split(' '));

/** Every tag of the HTML with its attributes; React escapes all text, so each `<` begins a tag. */
function tagsOf(html: string) {
  return [...html.matchAll(/<\/?([^\s>/]+)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name = '', attributes = '']) => ({
      name,
      attributes: [...attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(
        ([, key = '', value = '']) => ({ key: key.toLowerCase(), value }),
      ),
    }),
  );
}

function expectHarmless(html: string): void {
  const tags = tagsOf(html);
  expect(html.match(/</g)?.length ?? 0).toBe(tags.length);
  for (const { name, attributes } of tags) {
    expect(ALLOWED_TAGS).toContain(name);
    for (const { key, value } of attributes) {
      expect(ALLOWED_ATTRIBUTES).toContain(key);
      if (key === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:)/);
    }
  }
}

describe('no payload runs or loads anything', () => {
  it.each(XSS_PAYLOADS)('%j', (payload) => {
    for (const text of [payload, `text ${payload} text`, `- ${payload}`, `> ${payload}\n\nmore`]) {
      expectHarmless(render(text));
    }
  });
});

describe('nor at any moment while it streams', () => {
  it.each(XSS_PAYLOADS.filter((_, index) => index % 4 === 0))('%j', (payload) => {
    for (let end = 1; end <= payload.length; end += 1) {
      expectHarmless(render(payload.slice(0, end), true));
    }
  });
});

it('has at least sixty payloads', () => {
  expect(XSS_PAYLOADS.length).toBeGreaterThanOrEqual(60);
});

describe('a picture the answer names', () => {
  it('is shown as its description and host, and its address is nowhere in the page', () => {
    const html = render('![a house](https://images.test/house.png?q=SECRET)');
    expect(html).toContain('a house (picture on images.test, not loaded)');
    expect(html).not.toContain('SECRET');
    expect(html).not.toContain('<img');
  });
});
