import { expect, it, vi } from 'vitest';
import { EXAMPLES } from '@/components/screens/examples';
import { fillWithExample } from '@/components/screens/fill-with-example';
import { DraftStore } from '@/lib/client/draft/draft-store';
import { fakePorts } from '../../client/draft/fake-ports';

const [example] = EXAMPLES;

function setUp(answer: () => Promise<Response>) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer);
  const draft = new DraftStore('new', fakePorts().ports);
  const names = () => draft.getSnapshot().attachments.map(({ name }) => name);
  return { draft, names };
}

const picture = async () => new Response('pixels', { headers: { 'content-type': 'image/jpeg' } });

it('puts picture and question into an empty draft', async () => {
  const { draft, names } = setUp(picture);
  await fillWithExample(draft, example, 'What is it?');
  expect(draft.getSnapshot().text).toBe('What is it?');
  expect(names()).toEqual(['receipt.jpg']);
});

it('leaves what the person wrote as it is', async () => {
  const { draft, names } = setUp(picture);
  draft.setText('My own question');
  await fillWithExample(draft, example, 'What is it?');
  expect(draft.getSnapshot().text).toBe('My own question');
  expect(names()).toEqual(['receipt.jpg']);
});

it.each([
  ['network', () => Promise.reject(new TypeError('fetch failed'))],
  ['internal', async () => new Response('', { status: 404 })],
])('has the draft refuse a picture that cannot be loaded: %s', async (code, answer) => {
  const { draft, names } = setUp(answer);
  await fillWithExample(draft, example, 'What is it?');
  expect(names()).toEqual([]);
  const [refusal] = draft.getSnapshot().refusals;
  expect(refusal).toMatchObject({ name: 'receipt.jpg', error: { code } });
});
