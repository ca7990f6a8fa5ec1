import type { PromptMessage } from '@/lib/domain/prompt/prompt';

type Rule = (messages: readonly PromptMessage[]) => boolean;

const isBlank = (text: string) => text.trim() === '';

const holdsSomething = (message: PromptMessage) =>
  message.role === 'user'
    ? message.parts.length > 0 &&
      message.parts.some((part) => part.type === 'image' || !isBlank(part.text))
    : !isBlank(message.text);

const textOf = (message: PromptMessage) =>
  message.role === 'user'
    ? message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
    : message.text;

/** Rules of the strictest chat template of this model family, each as one question. */
const RULES: Readonly<Record<string, Rule>> = {
  'one system message, first': (messages) =>
    messages[0]?.role === 'system' &&
    messages.filter((message) => message.role === 'system').length === 1,
  'user and assistant alternate, user first': (messages) =>
    messages.slice(1).every(({ role }, index) => role === (index % 2 ? 'assistant' : 'user')),
  'no message is empty': (messages) => messages.every(holdsSomething),
  'the last message is a question': (messages) => messages.at(-1)?.role === 'user',
  'pictures stand in questions only': (messages) =>
    messages.every((message) => message.role === 'user' || !('parts' in message)),
};

/**
 * What a strict server would refuse a prompt for. Written apart from `assemblePrompt`, so that
 * neither can hide the other's mistake.
 *
 * @param mustNotHold - Texts that must not be sent, such as reasoning.
 * @returns The broken rules; empty for a prompt that passes.
 */
export function promptFaults(
  messages: readonly PromptMessage[],
  mustNotHold: readonly string[] = [],
): string[] {
  const broken = Object.entries(RULES).flatMap(([name, holds]) => (holds(messages) ? [] : [name]));
  const leaked = mustNotHold.filter((secret) =>
    messages.some((message) => textOf(message).includes(secret)),
  );
  return [...broken, ...leaked.map((text) => `sends ${text}`)];
}
