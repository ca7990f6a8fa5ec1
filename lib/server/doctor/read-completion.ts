import 'server-only';
import * as z from 'zod';
import { toFinishReason } from '../provider/openai-compatible/finish-reason';

const textPartSchema = z.object({ text: z.string() });
/** Mistral's own API sends lists of parts. */
const contentSchema = z
  .union([z.string(), z.array(z.union([textPartSchema, z.unknown()]))])
  .nullish()
  .catch(undefined);

export const messageSchema = z.object({
  content: contentSchema,
  reasoning: z.string().nullish().catch(undefined),
  reasoning_content: z.string().nullish().catch(undefined),
  tool_calls: z.array(z.unknown()).nullish().catch(undefined),
});
export const usageSchema = z
  .object({ prompt_tokens: z.number(), completion_tokens: z.number().optional() })
  .nullish()
  .catch(undefined);
const completionSchema = z.object({
  choices: z
    .array(
      z.object({ message: messageSchema, finish_reason: z.string().nullish().catch(undefined) }),
    )
    .min(1),
  usage: usageSchema,
});

/** An answer that came in one piece. */
export type Completion = {
  /** Whether it had the form of an answer at all. */
  readonly isReadable: boolean;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: number;
  /** Whether the model ended it by itself: nothing cut it off. */
  readonly isComplete: boolean;
  readonly promptTokens: number | undefined;
  readonly answerTokens: number | undefined;
};

/** Joins the texts of a content in either form; thoughts are no text. */
export function textOf(content: z.infer<typeof contentSchema>): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => textPartSchema.safeParse(part).data?.text ?? '').join('');
}

function hasThinking(content: z.infer<typeof contentSchema>): boolean {
  return Array.isArray(content) && JSON.stringify(content).includes('"thinking"');
}

/** Reads the body of an answer that came in one piece. */
export function readCompletion(json: unknown): Completion {
  const { data } = completionSchema.safeParse(json);
  const choice = data?.choices[0];
  const message = choice?.message;
  const thoughts = message?.reasoning ?? message?.reasoning_content ?? '';
  return {
    isReadable: data !== undefined,
    text: textOf(message?.content),
    reasoning: thoughts || (hasThinking(message?.content) ? '…' : ''),
    toolCalls: message?.tool_calls?.length ?? 0,
    isComplete: toFinishReason(choice?.finish_reason ?? '') === 'stop',
    promptTokens: data?.usage?.prompt_tokens,
    answerTokens: data?.usage?.completion_tokens,
  };
}
