import { expect, it, vi } from 'vitest';
import { EXAMPLES, WALKTHROUGHS } from '@/components/screens/examples';
import { takeExample } from '@/components/screens/take-example';
import { DraftStore } from '@/lib/client/draft/draft-store';
import { AppError } from '@/lib/domain/errors/app-error';
import {
  fakePorts,
  imageFile,
  preparedImage,
  settle,
  storedImage,
} from '../../client/draft/fake-ports';

const [receipt] = EXAMPLES;
const [battle, , alphabet] = WALKTHROUGHS;

function setUp() {
  const picture = async () => new Response('pixels', { headers: { 'content-type': 'image/png' } });
  vi.spyOn(globalThis, 'fetch').mockImplementation(picture);
  const world = fakePorts();
  const draft = new DraftStore('new', world.ports);
  let outcome: boolean | undefined;
  const take = async (example: Parameters<typeof takeExample>[1]) => {
    const target = { draft, change: async () => {} };
    void takeExample(target, example, 'What is it?').then((isToBeSent) => {
      outcome = isToBeSent;
    });
    await settle();
  };
  const finish = async () => {
    world.preparations[0]?.done(preparedImage());
    await settle();
    world.uploads[0]?.done(storedImage('battle.png'));
    await settle();
  };
  return { ...world, draft, take, finish, outcome: () => outcome };
}

it('is to be sent once its picture is there', async () => {
  const { take, finish, outcome } = setUp();
  await take(battle);
  expect(outcome()).toBeUndefined();
  await finish();
  expect(outcome()).toBe(true);
});

it('is to be sent at once where it has no picture', async () => {
  const { take, outcome } = setUp();
  await take(alphabet);
  expect(outcome()).toBe(true);
});

it('only fills the draft where it is an example to change', async () => {
  const { take, finish, outcome } = setUp();
  await take(receipt);
  await finish();
  expect(outcome()).toBe(false);
});

it.each([
  ['a text', ({ draft }: ReturnType<typeof setUp>) => draft.setText('Mine')],
  ['a picture', ({ draft }: ReturnType<typeof setUp>) => draft.add([imageFile('mine.png')])],
])('sends nothing of the person who had %s', async (_what, write) => {
  const world = setUp();
  write(world);
  await world.take(alphabet);
  expect(world.outcome()).toBe(false);
});

it.each([
  ['writes', ({ draft }: ReturnType<typeof setUp>) => draft.setText('Rather this')],
  ['adds', ({ draft }: ReturnType<typeof setUp>) => draft.add([imageFile('mine.png')])],
])('sends nothing when the person %s meanwhile', async (_what, act) => {
  const world = setUp();
  await world.take(battle);
  act(world);
  await world.finish();
  expect(world.outcome()).toBe(false);
});

it('sends nothing when the person writes while the picture is fetched', async () => {
  const { take, draft, finish, outcome } = setUp();
  const { promise, resolve } = Promise.withResolvers<Response>();
  vi.spyOn(globalThis, 'fetch').mockReturnValue(promise);
  await take(battle);
  draft.setText('Rather this');
  resolve(new Response('pixels', { headers: { 'content-type': 'image/png' } }));
  await settle();
  await finish();
  expect(outcome()).toBe(false);
});

it('waits for the person where the picture fails', async () => {
  const { take, preparations, draft, outcome } = setUp();
  await take(battle);
  preparations[0]?.fail(new AppError('image-damaged', { name: 'battle.png' }));
  await settle();
  expect(outcome()).toBe(false);
  expect(draft.getSnapshot().text).toBe('What is it?');
});

it('waits for the person where the picture cannot be loaded', async () => {
  const { take, outcome } = setUp();
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'));
  await take(battle);
  expect(outcome()).toBe(false);
});
