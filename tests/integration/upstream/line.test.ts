import { expect, test } from 'vitest';
import type { Provider } from '@/lib/server/provider/provider';
import type { Asker } from '@/lib/server/rate/request-line';
import { FakeClock } from '../../support/fake-clock';
import { collectEvents, endingOf, MODELS, requestOf } from '../../support/upstream/ask-provider';
import { connectLab, providerOf } from '../../support/upstream/connect-lab';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { upstream } = startTestUpstream({ profile: 'nvidia' });

/** A connection with so many requests a minute, on a clock that the test turns. */
function connect(requestsPerMinute: number | null) {
  const clock = new FakeClock();
  const server = { baseUrl: upstream().url, dialect: 'nvidia', requestsPerMinute } as const;
  const connections = connectLab(
    [
      { ...server, id: 'one' },
      { ...server, id: 'two' },
    ],
    { now: clock.now, wait: clock.wait, random: () => 0 },
  );
  return { clock, one: providerOf(connections, 'one'), two: providerOf(connections, 'two') };
}

function ask(provider: Provider, asker?: Asker, signal = new AbortController().signal) {
  const request = { ...requestOf(MODELS.nvidia), asker };
  return collectEvents(provider.stream(request, signal));
}

const sent = () =>
  upstream().requests.items.filter(({ path }) => path.endsWith('/chat/completions')).length;

/** Resolves once somebody is told a place. */
function placed(id: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { asker: { id, onPlace: () => resolve() }, told: promise };
}

test('connections with one key share its requests, and a repeated request is one too', async () => {
  const { clock, one, two } = connect(3);
  // Asked for counts, refused, asked without: two requests.
  upstream().use('usage-refused', 'ok');
  expect(endingOf(await ask(one))).toBe('finish:stop');
  expect(endingOf(await ask(two))).toBe('finish:stop');
  expect(sent()).toBe(3);

  const { asker, told } = placed('anna');
  const fourth = ask(one, asker);
  await told;
  expect(sent()).toBe(3);
  await clock.pass(60_000);
  expect(endingOf(await fourth)).toBe('finish:stop');
  expect(sent()).toBe(4);
});

test('one who stops in line sends nothing', async () => {
  const { clock, one } = connect(1);
  await ask(one);
  const controller = new AbortController();
  const { asker, told } = placed('anna');
  const second = ask(one, asker, controller.signal);
  await told;
  controller.abort('stopped');
  expect(endingOf(await second)).toBe('none');
  await clock.pass(120_000);
  // Whatever the one who left would have sent is there before the next one's answer.
  expect(endingOf(await ask(one))).toBe('finish:stop');
  expect(sent()).toBe(2);
});

test('after one too many all wait; who was refused is served without asking again', async () => {
  const { clock, one, two } = connect(null);
  upstream().use('rate-limit-2s', 'ok');
  const [refused, other] = [placed('anna'), placed('bert')];
  const first = ask(one, refused.asker);
  await refused.told;
  const second = ask(two, other.asker);
  await other.told;
  expect(sent()).toBe(1);
  await clock.pass(2_000);
  expect([endingOf(await first), endingOf(await second)]).toEqual(['finish:stop', 'finish:stop']);
  expect(sent()).toBe(3);
});

test('one that is told no time is not repeated, and says when to ask again: 5, then 15 s', async () => {
  const { clock, one } = connect(null);
  upstream().use('rate-limit');
  const waits: unknown[] = [];
  for (const wait of [5, 15, 45]) {
    const { ending } = await ask(one);
    waits.push(ending?.type === 'error' && ending.error.details.retryAfterSeconds);
    await clock.pass(wait * 1000);
  }
  expect(waits).toEqual([5, 15, 45]);
  expect(sent()).toBe(3);

  // An answer begins anew.
  upstream().use('ok', 'rate-limit');
  expect(endingOf(await ask(one))).toBe('finish:stop');
  const { ending } = await ask(one);
  expect(ending?.type === 'error' && ending.error.details.retryAfterSeconds).toBe(5);
});
