import type { MessageStatus, ToolPart } from '../message';

/** How a call is shown: as far as it got, and `failed` or `cancelled` where nothing more comes. */
export type CallState = ToolPart['state'] | 'failed' | 'cancelled';

/** Statuses of an answer in which its calls may still go on. */
const OPEN: ReadonlySet<MessageStatus> = new Set(['streaming', 'waiting']);

/**
 * How a call of an answer stands. One that has no result in an answer that has ended, or that is followed
 * by another question, gets none any more.
 *
 * @param isNewest - Whether nothing follows the answer.
 */
export function callStateOf(
  { state, output }: Pick<ToolPart, 'state' | 'output'>,
  status: MessageStatus,
  isNewest: boolean,
): CallState {
  if (state === 'done') return output?.isError === false ? 'done' : 'failed';
  if (state === 'denied') return 'denied';
  return isNewest && OPEN.has(status) ? state : 'cancelled';
}
