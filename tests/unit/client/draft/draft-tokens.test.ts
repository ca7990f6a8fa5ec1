import { expect, it } from 'vitest';
import { DraftStore } from '@/lib/client/draft/draft-store';
import { draftTokens } from '@/lib/client/draft/draft-tokens';
import { fakePorts, imageFile, preparedImage, settle } from './fake-ports';

it('prices text by estimate and pictures exactly, once they are prepared', async () => {
  const { ports, preparations } = fakePorts();
  const draft = new DraftStore('new', ports);
  draft.setText('abcd');
  draft.add([imageFile('a.jpg'), imageFile('b.jpg')]);
  expect(draftTokens(draft.getSnapshot())).toBe(1);
  preparations[0]?.done(preparedImage());
  await settle();
  expect(draftTokens(draft.getSnapshot())).toBe(1 + 2352);
  draft.setText('What is this? '.repeat(100));
  const textOf = (calibration?: number) => draftTokens(draft.getSnapshot(), calibration) - 2352;
  expect(textOf(1.5)).toBe(Math.ceil(textOf() * 1.5));
});
