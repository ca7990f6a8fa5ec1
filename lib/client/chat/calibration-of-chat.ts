import 'client-only';
import type { ModelDescriptor } from '@/lib/domain/model';
import { calibrationAfter } from '@/lib/domain/prompt/calibrate';
import type { ChatMessage } from '@/lib/protocol/ui-message';

/** What estimates of a model's texts are to be multiplied with, after the answers in view; see `calibrationOf`. */
export function calibrationOfChat(
  messages: readonly ChatMessage[],
  model: Pick<ModelDescriptor, 'id'> | null,
): number {
  if (!model) return 1;
  const answers = messages.flatMap(({ metadata }) => (metadata ? [metadata] : []));
  return calibrationAfter(answers, model);
}
