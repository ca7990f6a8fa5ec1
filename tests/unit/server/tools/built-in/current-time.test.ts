import { expect, test } from 'vitest';
import { createCurrentTime } from '@/lib/server/tools/built-in/current-time';
import { rewrite } from '@/lib/server/tools/built-in/rewrite';
import { toolContext } from '../../../../support/fake-tool';

const tool = createCurrentTime(() => Date.UTC(2026, 10, 26, 23, 30, 5));
const tell = (input: Record<string, string>, timeZone = 'Europe/Berlin') =>
  tool.call(input, toolContext({ timeZone }));

test('the time where the person is, or in the zone that was asked for', async () => {
  expect((await tell({})).text).toBe(
    'Friday, 27 November 2026 at 00:30:05, Europe/Berlin (GMT+01:00)',
  );
  expect((await tell({ time_zone: 'America/New_York' })).text).toBe(
    'Thursday, 26 November 2026 at 18:30:05, America/New_York (GMT-05:00)',
  );
  expect((await tell({}, 'Nowhere/Land')).text).toContain('23:30:05, UTC (GMT+00:00)');
});

test.each(['Nowhere/Land', 'constructor', '../etc'])('no time zone %s', async (time_zone) => {
  const refusal = { text: expect.stringContaining(`no time zone ${time_zone}`), isError: true };
  expect(await tell({ time_zone })).toEqual(refusal);
});

test('a text to rewrite comes back tidied, with what to do', async () => {
  const { text } = await rewrite.call({ text: ' a  b \r\n\r\n\r\n\r\n c ' }, toolContext());
  expect(text.endsWith('\n\na b\n\nc')).toBe(true);
});
