import { Chat } from '@ai-sdk/react';
import { expect, test, vi } from 'vitest';
import { answerAgain, resumeAnswer } from '@/lib/client/chat/chat-actions';
import { ChatTransport } from '@/lib/client/chat/chat-transport';
import { type ChatMessage, toUiMessage } from '@/lib/protocol/ui-message';
import { answerOf, branchOf, conversationIdOf } from '../../../support/messages';
import { type Answer, openScriptedServer } from '../../../support/scripted-server';

const CONVERSATION = conversationIdOf(1);
const refused: Answer = (response) => void response.writeHead(503).end();
const deny = { callId: 'c1', type: 'deny' } as const;
const answer = toUiMessage(answerOf({ number: 2 }, '', { status: 'waiting' }));

/** A page with a question, and an answer that waits. */
function openChat() {
  const transport = new ChatTransport(CONVERSATION);
  const shown = [...branchOf('Q').map(toUiMessage), answer];
  const chat = new Chat<ChatMessage>({ messages: shown, transport });
  const parts = {
    chat: {
      get messages() {
        return chat.messages;
      },
      setMessages(next: ChatMessage[] | ((before: ChatMessage[]) => ChatMessage[])) {
        chat.messages = typeof next === 'function' ? next(chat.messages) : next;
      },
      sendMessage: chat.sendMessage,
      regenerate: chat.regenerate,
    },
    transport,
    modelId: undefined,
    isTemporary: false,
    settings: { saved: async () => {}, takeAlong: () => undefined },
  };
  return { chat, shown, parts };
}

test('decisions that are not taken are told to be that, with the answer in view again', async () => {
  const { seen } = await openScriptedServer(refused);
  const { chat, shown, parts } = openChat();
  expect(await resumeAnswer(parts, answer, [deny])).toBe(false);
  expect(chat.messages).toEqual(shown);
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ trigger: 'resume', decisions: [deny] });
});

test('decisions are told to be taken as soon as they are, not when the answer has ended', async () => {
  const end = Promise.withResolvers<void>();
  await openScriptedServer(async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    await end.promise;
    response.end('data: [DONE]\n\n');
  });
  const { chat, parts } = openChat();
  expect(await resumeAnswer(parts, answer, [deny])).toBe(true);
  expect(chat.status).toBe('submitted');
  end.resolve();
  await vi.waitFor(() => expect(chat.status).toBe('ready'));
});

test('so is that an answer is made once more', async () => {
  await openScriptedServer(refused);
  const { chat, shown, parts } = openChat();
  expect(await answerAgain(parts, 'regenerate', answer)).toBe(false);
  expect(chat.messages).toEqual(shown);
});

test('decisions about an answer that is not in view any more are not taken, and nothing breaks', async () => {
  const { chat, parts } = openChat();
  chat.messages = [];
  expect(await resumeAnswer(parts, answer, [deny])).toBe(false);
});
