import 'client-only';
import type { AttachmentId, ConversationId, MessageId, ModelId } from '@/lib/domain/ids';
import { type PromptPreview, promptPreviewSchema } from '@/lib/protocol/prompt-preview';
import { timeZone } from '../time-zone';
import { requestJson } from './request-json';

/** What a preview is asked of. */
export type PreviewQuery = {
  readonly modelId: ModelId | undefined;
  /** Message that the next question would follow. */
  readonly leafId: MessageId | undefined;
  /** Pictures of the question that is being written. */
  readonly attachmentIds: readonly AttachmentId[];
  readonly withRequest: boolean;
};

/** What the next send would be made of. */
export function fetchPromptPreview(
  id: ConversationId,
  { modelId, leafId, attachmentIds, withRequest }: PreviewQuery,
  signal: AbortSignal,
): Promise<PromptPreview> {
  const query = new URLSearchParams(attachmentIds.map((each) => ['attachment', each]));
  query.set('timeZone', timeZone());
  if (modelId) query.set('model', modelId);
  if (leafId) query.set('leaf', leafId);
  if (withRequest) query.set('request', '1');
  return requestJson(`/api/conversations/${id}/prompt?${query}`, promptPreviewSchema, { signal });
}
