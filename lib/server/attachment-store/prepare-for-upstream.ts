import 'server-only';
import type { Attachment } from '@/lib/domain/attachment';
import type { Actor } from '../actor';
import type { Connections } from '../connections/connections';
import type { Logger } from '../logger';
import type { AttachmentStore } from './attachment-store';

export type PrepareDependencies = {
  readonly attachments: AttachmentStore;
  readonly connections: Connections;
  readonly logger: Logger;
};

/**
 * Makes the copies that the connections will be sent, so that a send need not wait for them. A copy
 * that fails is made again when it is sent, and its failure told then.
 */
export async function prepareForUpstream(
  { attachments, connections, logger }: PrepareDependencies,
  actor: Actor,
  attachment: Attachment,
): Promise<void> {
  const limits = new Set(
    connections.list().map(({ maxImageBase64Characters }) => maxImageBase64Characters),
  );
  for (const base64Characters of limits) {
    if (base64Characters === null) continue;
    try {
      await attachments.readForUpstream(actor, attachment, { base64Characters });
    } catch (error) {
      logger.error('prepare-failed', { reason: String(error) });
    }
  }
}
