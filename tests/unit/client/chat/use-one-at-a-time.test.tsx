import { expect, test, vi } from 'vitest';
import { useOneAtATime } from '@/lib/client/chat/use-one-at-a-time';
import { mount } from '../../../support/mount';

test('what comes while another act is on its way is not done, also in the next view of the page', async () => {
  const page = mount();
  const onBegin = vi.fn();
  let act: ReturnType<typeof useOneAtATime> = async () => false;
  function Page() {
    act = useOneAtATime(onBegin);
    return null;
  }
  page.show(<Page />);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const done: string[] = [];
  const begin = (name: string) =>
    act(() => {
      done.push(name);
      return promise;
    });
  const first = begin('first');
  page.show(<Page />);
  expect(await begin('second')).toBe(false);
  resolve(true);
  expect(await first).toBe(true);
  expect(await begin('third')).toBe(true);
  expect(done).toEqual(['first', 'third']);
  expect(onBegin).toHaveBeenCalledTimes(2);
});
