import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelDescriptor } from '@/lib/domain/model';
import { askWithinImageLimit } from '@/lib/server/generation/ask-within-image-limit';
import type { ProviderEvent } from '@/lib/server/provider/provider';
import { modelOf } from '../../../support/messages';

const finish: ProviderEvent = { type: 'finish', finishReason: 'stop' };
const say = (text: string): ProviderEvent => ({ type: 'text-delta', text });
const refuse = (details: { limit?: number } = {}): ProviderEvent => ({
  type: 'error',
  error: new AppError('upstream-images', { connection: 'Lab', status: 400, ...details }),
});
const again: ProviderEvent = {
  type: 'repair',
  repair: { type: 'tried-again', code: 'upstream-images' },
};

/** Answers call after call from a script; tells with which limits it was asked. */
async function ask(...script: (readonly ProviderEvent[])[]) {
  const limits: (number | boolean)[][] = [];
  const answer = async ({ maxImagesPerPrompt, acceptsImages }: ModelDescriptor) => {
    const events = script[limits.length] ?? [];
    limits.push([maxImagesPerPrompt, acceptsImages]);
    return (async function* () {
      yield* events;
    })();
  };
  const events: ProviderEvent[] = [];
  for await (const event of askWithinImageLimit(modelOf(), answer)) events.push(event);
  return { events, limits };
}

test('a refusal that names a limit is answered at once within it', async () => {
  const { events, limits } = await ask([refuse({ limit: 1 })], [say('One.'), finish]);
  expect(events).toEqual([again, say('One.'), finish]);
  expect(limits).toEqual([
    [10, true],
    [1, true],
  ]);
});

test('a model that takes none is asked without pictures', async () => {
  const { limits } = await ask([refuse({ limit: 0 })], [finish]);
  expect(limits[1]).toEqual([0, false]);
});

test('a limit that does not fall, one that is not named, and other failures end the answer', async () => {
  for (const event of [refuse({ limit: 10 }), refuse()]) {
    const { events, limits } = await ask([event], [finish]);
    expect(events).toEqual([event]);
    expect(limits).toHaveLength(1);
  }
});

test('what was shown is not asked for again', async () => {
  const failed = [say('A'), refuse({ limit: 1 })];
  expect((await ask(failed, [finish])).events).toEqual(failed);
});
