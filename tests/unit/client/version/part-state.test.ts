import { expect, test } from 'vitest';
import { partState } from '@/lib/client/version/part-state';
import { openScriptedServer } from '../../../support/scripted-server';

test('a part that is missing means a new version where the server answers, else no connection', async () => {
  let calls = 0;
  const stop = partState.subscribe(() => {
    calls += 1;
  });
  const { seen } = await openScriptedServer(
    (response) => void response.end('ok'),
    (response) => void response.destroy(),
  );
  expect(partState.get()).toBeNull();
  await partState.note();
  expect(partState.get()).toBe('new-version');
  await partState.note();
  expect(partState.get()).toBe('unreachable');
  stop();
  expect(calls).toBe(2);
  expect(seen.map(({ url }) => url)).toEqual(['/livez', '/livez']);
});
