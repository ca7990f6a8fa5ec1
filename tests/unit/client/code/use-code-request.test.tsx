import { expect, test } from 'vitest';
import { useCodeRequest } from '@/lib/client/code/use-code-request';
import type { CodeRequest } from '@/lib/domain/code/code-request';
import { conversationIdOf } from '../../../support/messages';
import { mount, until } from '../../../support/mount';
import { openScriptedServer } from '../../../support/scripted-server';

test('the request of one answer is never told as that of another', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await openScriptedServer(async (response, { url }) => {
    const answerId = new URL(url, 'http://app').searchParams.get('message');
    if (answerId === 'b') await promise;
    const request: CodeRequest = {
      baseUrl: null,
      keyVariable: null,
      body: { model: `of ${answerId}` },
      pictures: [],
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(request));
  });
  const page = mount();
  const told: { answerId: string; model: unknown }[] = [];
  function Dialog({ answerId }: { answerId: string }) {
    const { request } = useCodeRequest({ conversationId: conversationIdOf(1), answerId });
    told.push({ answerId, model: request?.body.model });
    return null;
  }
  page.show(<Dialog answerId="a" />);
  await until(() => told.at(-1)?.model === 'of a');
  page.show(<Dialog answerId="b" />);
  expect(told.at(-1)).toEqual({ answerId: 'b', model: undefined });
  resolve();
  await until(() => told.at(-1)?.model !== undefined);
  const all = told.map(({ answerId, model }) => `${answerId}: ${model}`);
  expect([...new Set(all)]).toEqual(['a: undefined', 'a: of a', 'b: undefined', 'b: of b']);
});
