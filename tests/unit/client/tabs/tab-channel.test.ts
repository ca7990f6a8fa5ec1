import { expect, onTestFinished, test } from 'vitest';
import { TabChannel, type TabMessage } from '@/lib/client/tabs/tab-channel';

const NAME = 'tab-channel-test';

function openChannel() {
  const channel = new BroadcastChannel(NAME);
  onTestFinished(() => channel.close());
  return channel;
}

/** A tab, what it hears, and how to wait for the next thing heard. */
function openTab() {
  const tab = new TabChannel(openChannel);
  const heard: TabMessage[] = [];
  let next = Promise.withResolvers<void>();
  const stop = tab.listen((message) => {
    heard.push(message);
    next.resolve();
    next = Promise.withResolvers();
  });
  return { tab, heard, stop, untilHeard: () => next.promise };
}

test('every other tab hears what one says, and it does not hear itself', async () => {
  const one = openTab();
  const other = openTab();
  const heard = other.untilHeard();
  one.tab.post({ type: 'draft-changed', draftId: 'new' });
  await heard;
  expect(other.heard).toEqual([{ type: 'draft-changed', draftId: 'new' }]);
  expect(one.heard).toEqual([]);
});

test('passes over what another version says', async () => {
  const { heard, untilHeard } = openTab();
  const channel = openChannel();
  const known = untilHeard();
  for (const odd of [null, 'text', { type: 'unheard-of' }, { type: 'draft-changed' }]) {
    channel.postMessage(odd);
  }
  channel.postMessage({ type: 'conversations-changed', more: 1 });
  await known;
  expect(heard).toEqual([{ type: 'conversations-changed' }]);
});

test('a browser without channels is alone, and nobody minds', () => {
  const tab = new TabChannel(() => null);
  const stop = tab.listen(() => expect.unreachable());
  tab.post({ type: 'drafts-cleared' });
  stop();
});
