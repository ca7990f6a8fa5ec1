import { act } from 'react';
import { expect, test } from 'vitest';
import { createDraft } from '@/lib/client/draft/drafts';
import { lost, openSession, taken } from '../../../support/open-session';

test('a question on its way and what is sent meanwhile are both in the draft when the first fails', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { submit, posts } = await openSession(lost, { saved: () => promise });
  const draft = createDraft('d', { isTemporary: false });
  draft.setText('First');
  let first: Promise<boolean> | undefined;
  await act(async () => {
    first = submit()?.(draft);
  });
  expect(draft.getSnapshot().text).toBe('');
  draft.setText('Second');
  await act(async () => expect(await submit()?.(draft)).toBe(false));
  // Nothing can be sent now: it is not even taken out.
  expect(draft.getSnapshot().text).toBe('Second');
  resolve();
  await act(async () => expect(await first).toBe(false));
  expect(draft.getSnapshot().text).toBe('First\nSecond');
  expect(posts()).toHaveLength(1);
});

test('what was taken leaves the draft', async () => {
  const { submit } = await openSession(taken);
  const draft = createDraft('d', { isTemporary: false });
  draft.setText('First');
  await act(async () => expect(await submit()?.(draft)).toBe(true));
  expect(draft.getSnapshot().text).toBe('');
});
