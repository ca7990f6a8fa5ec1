import { expect, it, vi } from 'vitest';
import { EXAMPLES, WALKTHROUGHS } from '@/components/screens/examples';
import { fillWithExample } from '@/components/screens/fill-with-example';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import { DraftStore } from '@/lib/client/draft/draft-store';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { fakePorts } from '../../client/draft/fake-ports';

const [example] = EXAMPLES;
const [, sums, alphabet] = WALKTHROUGHS;

function setUp(answer: () => Promise<Response>) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer);
  const draft = new DraftStore('new', fakePorts().ports);
  const names = () => draft.getSnapshot().attachments.map(({ name }) => name);
  let settings = DEFAULT_CONVERSATION_SETTINGS;
  const change: SettingsStore['change'] = async (next) => {
    settings = typeof next === 'function' ? next(settings) : { ...settings, ...next };
  };
  return { draft, target: { draft, change }, names, toolsOf: () => settings.tools };
}

const picture = async () => new Response('pixels', { headers: { 'content-type': 'image/jpeg' } });

it('puts picture and question into an empty draft', async () => {
  const { draft, target, names } = setUp(picture);
  await fillWithExample(target, example, 'What is it?');
  expect(draft.getSnapshot().text).toBe('What is it?');
  expect(names()).toEqual(['receipt.jpg']);
});

it('leaves what the person wrote as it is', async () => {
  const { draft, target, names } = setUp(picture);
  draft.setText('My own question');
  await fillWithExample(target, example, 'What is it?');
  expect(draft.getSnapshot().text).toBe('My own question');
  expect(names()).toEqual(['receipt.jpg']);
});

it.each([
  ['network', () => Promise.reject(new TypeError('fetch failed'))],
  ['internal', async () => new Response('', { status: 404 })],
])('has the draft refuse a picture that cannot be loaded: %s', async (code, answer) => {
  const { draft, target, names } = setUp(answer);
  await fillWithExample(target, example, 'What is it?');
  expect(names()).toEqual([]);
  const [refusal] = draft.getSnapshot().refusals;
  expect(refusal).toMatchObject({ name: 'receipt.jpg', error: { code } });
});

it('switches the tools of an example on, beside those that are', async () => {
  const { target, names, toolsOf } = setUp(picture);
  await target.change({ tools: ['current_time', 'calculator'] });
  await fillWithExample(target, sums, 'Compute it.');
  expect(toolsOf()).toEqual(['current_time', 'calculator', 'rewrite']);
  expect(names()).toEqual(['sums.jpg']);
});

it('leaves the settings alone where an example needs no tools, and needs no picture', async () => {
  const { draft, target, names, toolsOf } = setUp(picture);
  await fillWithExample(target, alphabet, 'From a to z.');
  expect(toolsOf()).toBeUndefined();
  expect(names()).toEqual([]);
  expect(draft.getSnapshot().text).toBe('From a to z.');
});
