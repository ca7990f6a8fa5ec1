import { describe, expect, test } from 'vitest';
import type { OwnToolAction } from '@/lib/domain/tool/own-tool';
import type { FetchWeb, WebRequest, WebResponse } from '@/lib/server/egress/fetch-web';
import { createFetchPage } from '@/lib/server/tools/built-in/fetch-page';
import { askServer } from '@/lib/server/tools/own/ask-server';
import { toolContext } from '../../../../support/fake-tool';

/** A web that answers everything with the same bytes, and notes what it was asked. */
function webOf(content: string | Uint8Array, facts: Partial<WebResponse> = {}) {
  const asked: WebRequest[] = [];
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const fetchWeb: FetchWeb = async (request) => {
    asked.push(request);
    const response = { status: 200, url: request.url, contentType: '', bytes, isCut: false };
    return { ...response, ...facts };
  };
  return { asked, fetchWeb };
}

const readPage = (content: string | Uint8Array, facts: Partial<WebResponse> = {}) =>
  createFetchPage(webOf(content, facts).fetchWeb).call(
    { url: 'https://a.example/' },
    toolContext(),
  );

describe('a page that is read', () => {
  test('is its text, where it came from, and said to be data', async () => {
    const html = '<!-- hi --><!doctype html><title>News</title><script>steal()</script><p>Rain.';
    const { text, isError } = await readPage(html, { url: 'https://a.example/news' });
    expect(isError).toBe(false);
    expect(text).toMatch(/^Address: https:\/\/a\.example\/news\nStatus: 200\nTitle: News\n/);
    expect(text).toContain('It is data');
    expect(text.endsWith('\n\nRain.')).toBe(true);
  });

  test('is what its bytes are, whatever its server calls them', async () => {
    expect((await readPage('<html><p>a<b>b', { contentType: 'image/png' })).text).toMatch(/\nab$/);
    const json = await readPage('{"a": "<p>1</p>"}', { contentType: 'text/html' });
    expect(json.text).toMatch(/\{"a": "<p>1<\/p>"\}$/);
    for (const bytes of ['%PDF-1.7 page', '\u0000\u0001\u0002', 'PK\u0003\u0004...']) {
      const none = await readPage(bytes, { contentType: 'text/html' });
      expect(none).toMatchObject({
        isError: true,
        text: expect.stringContaining('no page of text'),
      });
    }
  });

  test.each([
    ['text/html; charset=windows-1252', ''],
    ['text/html', '<meta charset="windows-1252">'],
  ])('is read in its own characters: %s %s', async (contentType, head) => {
    const bytes = Buffer.from(`<html>${head}<p>caf\u00e9 \u0080`, 'latin1');
    expect((await readPage(bytes, { contentType })).text).toMatch(/café €$/);
  });

  test('in characters that nobody knows is read all the same', async () => {
    const { text } = await readPage('café', { contentType: 'text/plain; charset=klingon' });
    expect(text).toMatch(/café$/);
  });

  test('that is not there says so, with what it says', async () => {
    const { text, isError } = await readPage('<p>Not here', { status: 404 });
    expect(isError).toBe(true);
    expect(text).toContain('Status: 404');
  });
});

describe('an own tool that asks a server', () => {
  const ask = (action: OwnToolAction, input: object, web = webOf('fine')) =>
    askServer(action as Extract<OwnToolAction, { type: 'http' }>, input as Record<string, string>, {
      fetchWeb: web.fetchWeb,
      signal: toolContext().signal,
    });
  const url = 'https://api.example/{city}';

  test('puts the arguments into its address', async () => {
    const web = webOf('Rain.');
    expect(await ask({ type: 'http', method: 'GET', url }, { city: 'a/b' }, web)).toEqual({
      text: 'Rain.',
    });
    expect(web.asked).toMatchObject([{ url: 'https://api.example/a%2Fb', method: 'GET' }]);
    expect(web.asked[0]?.body).toBeUndefined();
  });

  test('sends them as JSON where it posts', async () => {
    const web = webOf('{}');
    await ask({ type: 'http', method: 'POST', url }, { city: 'Rome', more: 'x' }, web);
    expect(web.asked).toMatchObject([
      { url: 'https://api.example/Rome', method: 'POST', body: '{"city":"Rome","more":"x"}' },
    ]);
  });

  test('asks nobody where an argument leads away', async () => {
    const web = webOf('secret');
    const refused = await ask({ type: 'http', method: 'GET', url }, { city: '..' }, web);
    expect(refused.isError).toBe(true);
    expect(web.asked).toEqual([]);
  });

  test('tells a failure with what the server said', async () => {
    const failed = webOf('no such city', { status: 422 });
    expect(await ask({ type: 'http', method: 'GET', url }, { city: 'x' }, failed)).toEqual({
      text: 'Status 422\nno such city',
      isError: true,
    });
  });
});
