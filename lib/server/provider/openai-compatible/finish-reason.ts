import 'server-only';
import type { FinishReason } from '@/lib/domain/message';

const FINISH_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['model_length', 'length'],
  ['content_filter', 'content-filter'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['error', 'error'],
]);

/** Our word for a server's finish reason; one we do not know is `other`. */
export function toFinishReason(raw: string): FinishReason {
  return FINISH_REASONS.get(raw) ?? 'other';
}
