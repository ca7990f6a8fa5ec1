import { beforeEach, expect, test, vi } from 'vitest';
import { exportUrl, importFile } from '@/lib/client/api/transfer';
import { asId, type ConversationId } from '@/lib/domain/ids';
import type { ImportReport } from '@/lib/protocol/import';
import { uuidOf } from '../../../support/messages';

/** The browser's request, as far as it is used, answered by the test. */
class FakeRequest {
  static last: FakeRequest;
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  address = '';
  status = 0;
  responseText = '';
  onprogress?: () => void;
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  constructor() {
    FakeRequest.last = this;
  }
  open(method: string, address: string) {
    this.address = `${method} ${address}`;
  }
  setRequestHeader() {}
  send() {}
  abort() {
    this.onabort?.();
  }
  receive(text: string) {
    this.status ||= 200;
    this.responseText += text;
    this.onprogress?.();
  }
}

const REPORT: ImportReport = {
  format: 'tenlens',
  isDryRun: false,
  conversations: 2,
  messages: 4,
  pictures: 0,
  existing: 0,
  systemPrompt: 'none',
  keepsLargest: false,
  skippedCount: 0,
  skipped: [],
  lostPictureCount: 0,
  lostPictures: [],
};
const line = (event: object) => `${JSON.stringify(event)}\n`;

function begin(isDryRun = false) {
  const seen: (string | number)[] = [];
  const controller = new AbortController();
  const result = importFile(new Blob(['x']), {
    isDryRun,
    signal: controller.signal,
    onUpload: (part) => seen.push(`sent ${part}`),
    onProgress: (done) => seen.push(done),
  });
  return { result, seen, controller, request: FakeRequest.last };
}

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  return () => vi.unstubAllGlobals();
});

test('tells the upload, then each progress that came whole, then the report', async () => {
  const { result, seen, request } = begin();
  expect(request.address).toBe('POST /api/import?dryRun=0');
  request.upload.onprogress?.({ loaded: 1, total: 2 });
  const second = line({ type: 'progress', done: 20 });
  request.receive(line({ type: 'progress', done: 10 }) + second.slice(0, 9));
  request.receive(second.slice(9));
  request.receive(line({ type: 'report', report: REPORT }));
  request.onload?.();
  expect(await result).toEqual(REPORT);
  expect(seen).toEqual(['sent 0.5', 10, 20]);
});

test.each([
  ['a problem', 413, JSON.stringify({ code: 'import-too-large' }), 'internal'],
  [
    'a problem in its whole form',
    422,
    JSON.stringify({
      type: 't',
      title: 't',
      status: 422,
      code: 'import-damaged',
      details: {},
      requestId: 'r',
    }),
    'import-damaged',
  ],
  [
    'an error in the last line',
    200,
    line({ type: 'error', code: 'import-damaged', requestId: 'r' }),
    'import-damaged',
  ],
  ['an answer that breaks off', 200, line({ type: 'progress', done: 10 }), 'network'],
  ['a page of a proxy', 502, '<html>', 'internal'],
])('%s is a failure', async (_what, status, text, code) => {
  const { result, request } = begin(true);
  expect(request.address).toBe('POST /api/import?dryRun=1');
  request.status = status;
  request.responseText = text;
  request.onload?.();
  await expect(result).rejects.toMatchObject({ code });
});

test('a lost connection is one, and leaving is not', async () => {
  const lost = begin();
  lost.request.onerror?.();
  await expect(lost.result).rejects.toMatchObject({ code: 'network' });
  const left = begin();
  left.controller.abort('left');
  await expect(left.result).rejects.toBe('left');
});

test('exports have addresses', () => {
  expect(exportUrl('json')).toBe('/api/export?format=json');
  const id = asId<ConversationId>(uuidOf(1));
  expect(exportUrl('html', id)).toBe(`/api/conversations/${id}/export?format=html`);
});
