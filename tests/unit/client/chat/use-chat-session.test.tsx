import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { useChatSession } from '@/lib/client/chat/use-chat-session';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { AssistantMessage } from '@/lib/domain/message';
import { toUiMessage } from '@/lib/protocol/ui-message';
import {
  answerOf,
  conversationIdOf,
  messageIdOf,
  questionOf,
  summaryOf,
} from '../../../support/messages';
import { mount, until } from '../../../support/mount';
import { type Answer, openScriptedServer } from '../../../support/scripted-server';
import { settingsInView } from '../../../support/settings-in-view';

const deny = { callId: 'c1', type: 'deny' } as const;
const waiting = toUiMessage(answerOf({ number: 2 }, '', { status: 'waiting' }));
const refusedAs =
  (code: string): Answer =>
  (response) => {
    const problem = { type: 'x', title: 'x', status: 409, code, details: {}, requestId: 'r' };
    response.writeHead(409).end(JSON.stringify(problem));
  };
const lost: Answer = (response) => void response.destroy();
const taken: Answer = (response) =>
  void response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: [DONE]\n\n');

function treeWith(status: AssistantMessage['status']) {
  const { thumbnailId: _, isRunning: __, ...conversation } = summaryOf(1);
  const answer = answerOf({ number: 2 }, 'said', { status });
  return {
    conversation: { ...conversation, headId: answer.id, settings: DEFAULT_CONVERSATION_SETTINGS },
    messages: [questionOf({ number: 1 }, 'Q'), answer],
    running: null,
  };
}

/** A page whose answer waits; when it is read again, it has ended. */
async function openSession(chatAnswer: Answer, saved?: SettingsStore['saved']) {
  let reads = 0;
  const { seen } = await openScriptedServer((response, request) => {
    if (request.method === 'POST') return chatAnswer(response, request);
    reads += 1;
    response.end(JSON.stringify(treeWith(reads === 1 ? 'waiting' : 'done')));
  });
  const page = mount();
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  const { store } = settingsInView();
  if (saved) vi.spyOn(store, 'saved').mockImplementation(saved);
  let chat: ReturnType<typeof useChatSession> | undefined;
  const session = { key: 'k', conversationId: conversationIdOf(1), isTemporary: false };
  const nothing = () => undefined;
  function Page() {
    const facts = { session, modelId: undefined, settings: store };
    chat = useChatSession({ ...facts, onStored: nothing, onChanged: nothing });
    return null;
  }
  page.show(<Page />);
  const status = () => chat?.messages.find(({ role }) => role === 'assistant')?.metadata?.status;
  await until(() => status() === 'waiting');
  const posts = () => seen.filter(({ method }) => method === 'POST');
  return { chat: () => chat, status, posts, reads: () => reads };
}

test.each([
  ['another tab was faster', refusedAs('conflict')],
  ['the response was lost', lost],
])('decisions that were not taken show what is stored where %s', async (_, chatAnswer) => {
  const { chat, status } = await openSession(chatAnswer);
  let isTaken: boolean | undefined;
  await act(async () => {
    isTaken = await chat()?.decide(waiting, [deny]);
  });
  expect(isTaken).toBe(false);
  await until(() => status() === 'done');
});

test('so does an answer that could not be made once more, as something else has changed', async () => {
  const { chat, status } = await openSession(refusedAs('conflict'));
  act(() => chat()?.answerAgain('regenerate', waiting));
  await until(() => status() === 'done');
});

test('what is refused for another reason leaves what is in view', async () => {
  const { chat, status, reads } = await openSession(refusedAs('shutting-down'));
  await act(async () => void (await chat()?.decide(waiting, [deny])));
  await until(() => status() === 'waiting');
  expect(reads()).toBe(1);
});

test('a question is not sent while decisions are on their way, and is not taken for them', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { chat, posts } = await openSession(taken, () => promise);
  const onTaken = vi.fn();
  const question = { key: messageIdOf(3), text: 'More', attachments: [], onTaken };
  const deciding = chat()?.decide(waiting, [deny]);
  const sending = chat()?.send(question, messageIdOf(2));
  resolve();
  await act(async () => {
    expect(await deciding).toBe(true);
    expect(await sending).not.toBeNull();
  });
  expect(posts().map(({ body }) => JSON.parse(body).trigger)).toEqual(['resume']);
  expect(onTaken).not.toHaveBeenCalled();
  // Nothing is on its way now.
  await act(async () => void (await chat()?.send(question, messageIdOf(2))));
  expect(onTaken).toHaveBeenCalledTimes(1);
});

test('nothing is decided while a question is on its way', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { chat, posts } = await openSession(taken, () => promise);
  const onTaken = vi.fn();
  const question = { key: messageIdOf(3), text: 'More', attachments: [], onTaken };
  const sending = chat()?.send(question, messageIdOf(2));
  expect(await chat()?.decide(waiting, [deny])).toBe(false);
  resolve();
  await act(async () => expect(await sending).toBeNull());
  expect(onTaken).toHaveBeenCalledTimes(1);
  expect(posts()).toHaveLength(1);
});
