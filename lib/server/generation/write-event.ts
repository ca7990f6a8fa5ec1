import 'server-only';
import type { Repair } from '@/lib/domain/generation/repair';
import type { ProviderEvent } from '../provider/provider';
import type { AnswerWriter } from './write-answer';

/** Adds a repair to those that the answer's call is known by. */
function noteRepair(writer: AnswerWriter, repair: Repair): void {
  const { call } = writer.answer().metadata;
  if (!call) throw new Error('a repair before the call was described');
  const repairs = [...(call.repairs ?? []), repair];
  writer.write({ type: 'message-metadata', messageMetadata: { call: { ...call, repairs } } });
}

/** Writes what an event adds to an answer. Its end and its calls are the runner's; damage is told with that. */
export function writeEvent(writer: AnswerWriter, event: ProviderEvent): void {
  if (event.type === 'text-delta') writer.writeDelta('text', event.text);
  else if (event.type === 'reasoning-delta') writer.writeDelta('reasoning', event.text);
  else if (event.type === 'repair') noteRepair(writer, event.repair);
}
