import 'server-only';
import type { AttachmentStore } from '../attachment-store/attachment-store';
import type { Connections } from '../connections/connections';
import type { ConversationStore } from '../conversation-store/conversation-store';
import type { Logger } from '../logger';
import type { SettingsStore } from '../settings-store/settings-store';

/** What generations need of the rest of the server. */
export type GenerationDependencies = {
  readonly conversations: ConversationStore;
  readonly attachments: AttachmentStore;
  readonly settings: SettingsStore;
  readonly connections: Connections;
  readonly logger: Logger;
};
