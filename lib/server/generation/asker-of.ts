import 'server-only';
import type { Asker } from '../rate/request-line';
import type { Run } from './run';

/**
 * Whose requests a run makes, and how their place in the key's line is told.
 *
 * @param onSent - A wait is over: the request is sent now.
 */
export const askerOf = (
  { actor, writer }: Pick<Run, 'actor' | 'writer'>,
  onSent: () => void = () => {},
): Asker => ({
  id: actor.userId,
  onPlace(queue) {
    if (queue === null) onSent();
    writer.write({ type: 'message-metadata', messageMetadata: { queue } });
  },
});
