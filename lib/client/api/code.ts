import 'client-only';
import type { CodeRequest } from '@/lib/domain/code/code-request';
import type { ConversationId } from '@/lib/domain/ids';
import { type CodePictures, codeRequestSchema } from '@/lib/protocol/code';
import { timeZone } from '../time-zone';
import { requestJson } from './request-json';

/** A turn by its answer. */
export type CodeSubject = { readonly conversationId: ConversationId; readonly answerId: string };

/** The request of a turn, for programs; with the bytes of its pictures, or the names of files. */
export function fetchCodeRequest(
  { conversationId, answerId }: CodeSubject,
  pictures: CodePictures,
  signal: AbortSignal,
): Promise<CodeRequest> {
  const query = new URLSearchParams({ message: answerId, pictures, timeZone: timeZone() });
  const path = `/api/conversations/${conversationId}/code?${query}`;
  return requestJson(path, codeRequestSchema, { signal });
}
