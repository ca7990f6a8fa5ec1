import { expect, test, vi } from 'vitest';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { prepareForUpstream } from '@/lib/server/attachment-store/prepare-for-upstream';
import { readFixture } from '../../../fixtures/images/read-fixture';
import { openTestContext } from '../../../support/test-context';

const connection = (maxImageBase64Characters: number | null) => ({
  id: 'fake',
  label: 'Fake',
  isDemo: false,
  maxImageBase64Characters,
});

async function prepared(...limits: (number | null)[]) {
  const { context, lines } = await openTestContext();
  vi.spyOn(context.connections, 'list').mockReturnValue(limits.map(connection));
  const read = vi.spyOn(context.attachments, 'readForUpstream');
  const file = { name: 'photo.jpg', data: readFixture('photo.jpg') };
  const attachment = await context.attachments.add(LOCAL_ACTOR, file);
  await prepareForUpstream(context, LOCAL_ACTOR, attachment);
  return { lines, asked: read.mock.calls.map(([, , limit]) => limit.base64Characters), read };
}

test('a copy is made once for every limit there is', async () => {
  const { asked, read, lines } = await prepared(30_000, null, 30_000, 60_000);
  expect(asked).toEqual([30_000, 60_000]);
  const sent = await read.mock.results[0]?.value;
  expect(Buffer.from(sent?.data ?? Buffer.alloc(30_000)).toString('base64').length).toBeLessThan(
    30_000,
  );
  expect(lines).toEqual([]);
});

test('what fails is logged, and the next one made', async () => {
  const { asked, lines } = await prepared(4, 60_000);
  expect(asked).toEqual([4, 60_000]);
  expect(lines).toMatchObject([{ level: 'error', event: 'prepare-failed' }]);
});
