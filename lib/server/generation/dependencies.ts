import 'server-only';
import type { AttachmentStore } from '../attachment-store/attachment-store';
import type { Connections } from '../connections/connections';
import type { ConversationStore } from '../conversation-store/conversation-store';
import type { GenerationSignals } from '../generation-store/generation-signals';
import type { GenerationStore } from '../generation-store/generation-store';
import type { Logger } from '../logger';
import type { SettingsStore } from '../settings-store/settings-store';
import type { TokenCounter } from '../tokens/token-counter';
import type { ToolApprovalStore } from '../tool-approval-store/tool-approval-store';
import type { Toolbox } from '../tools/toolbox';
import type { ChunkCommitter } from './chunk-committer';
import type { DeltaPacer } from './delta-pacer';

/** What generations need of the rest of the server. */
export type GenerationDependencies = {
  readonly conversations: ConversationStore;
  readonly attachments: AttachmentStore;
  readonly settings: SettingsStore;
  readonly connections: Connections;
  readonly tokens: TokenCounter;
  readonly toolbox: Toolbox;
  readonly toolApprovals: ToolApprovalStore;
  readonly generationStore: GenerationStore;
  readonly signals: GenerationSignals;
  readonly logger: Logger;
  /** Milliseconds a run may take where the platform ends it then; `null` for as long as it takes. */
  readonly runLimitMs: number | null;
};

/** What a run needs beside that: what all runs of the process share. */
export type RunDependencies = GenerationDependencies & {
  readonly committer: ChunkCommitter;
  readonly pacer: DeltaPacer;
};
