import { vi } from 'vitest';
import { useSubmit } from '@/components/screens/use-submit';
import { useChatSession } from '@/lib/client/chat/use-chat-session';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { AssistantMessage } from '@/lib/domain/message';
import { answerOf, conversationIdOf, questionOf, summaryOf } from './messages';
import { mount, until } from './mount';
import { type Answer, openScriptedServer } from './scripted-server';
import { settingsInView } from './settings-in-view';

type Status = AssistantMessage['status'];

/** What is asked for was begun, or not, but no response tells of it. */
export const lost: Answer = (response) => void response.destroy();
/** What is asked for is answered, with nothing. */
export const taken: Answer = (response) =>
  void response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: [DONE]\n\n');

function treeWith(status: Status) {
  const { thumbnailId: _, isRunning: __, ...conversation } = summaryOf(1);
  const answer = answerOf({ number: 2 }, 'said', { status });
  return {
    conversation: { ...conversation, headId: answer.id, settings: DEFAULT_CONVERSATION_SETTINGS },
    messages: [questionOf({ number: 1 }, 'Q'), answer],
    running: null,
  };
}

type Facts = {
  readonly saved?: SettingsStore['saved'];
  /** What the answer is when it is read again. */
  readonly later?: Status;
};

/** A page whose answer waits; when it is read again, it has ended or is as the facts say. */
export async function openSession(chatAnswer: Answer, { saved, later = 'done' }: Facts = {}) {
  let reads = 0;
  const { seen } = await openScriptedServer((response, request) => {
    if (request.method === 'POST') return chatAnswer(response, request);
    reads += 1;
    response.end(JSON.stringify(treeWith(reads === 1 ? 'waiting' : later)));
  });
  const page = mount();
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  const { store } = settingsInView();
  if (saved) vi.spyOn(store, 'saved').mockImplementation(saved);
  let chat: ReturnType<typeof useChatSession> | undefined;
  let submit: ReturnType<typeof useSubmit>['submit'] | undefined;
  const session = { key: 'k', conversationId: conversationIdOf(1), isTemporary: false };
  const nothing = () => undefined;
  function Page() {
    const facts = { session, modelId: undefined, settings: store };
    chat = useChatSession({ ...facts, onStored: nothing, onChanged: nothing });
    submit = useSubmit(chat).submit;
    return null;
  }
  page.show(<Page />);
  const status = () => chat?.messages.find(({ role }) => role === 'assistant')?.metadata?.status;
  await until(() => status() === 'waiting');
  const posts = () => seen.filter(({ method }) => method === 'POST');
  return { chat: () => chat, submit: () => submit, status, posts, reads: () => reads };
}
