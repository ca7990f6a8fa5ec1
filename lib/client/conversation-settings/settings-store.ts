import 'client-only';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ConversationId, ModelId } from '@/lib/domain/ids';

/** The settings of one conversation as the server is known to have them. */
export type StoredSettings = {
  /** Of the conversation; each change of it names the one it was made upon. */
  readonly version: number;
  readonly settings: ConversationSettings;
};

/** What is to be different: some settings by name (`undefined` for the default), or all by those before. */
export type SettingsChange =
  | Partial<ConversationSettings>
  | ((before: ConversationSettings) => ConversationSettings);

export type SettingsState = {
  /** As chosen: what is on its way to the server counts. */
  readonly settings: ConversationSettings;
  /** False until the settings of a stored conversation are here; nothing can be chosen before. */
  readonly isKnown: boolean;
  /** Why the last choice was not kept. */
  readonly error: AppError | null;
  /** Grows whenever everything chosen is stored, or will not be. */
  readonly revision: number;
};

type Ports = {
  /** `null` while the conversation is not stored. */
  readonly conversationId: () => ConversationId | null;
  /** What was chosen for the conversation before it is stored; `null` for nothing. */
  readonly readNew: () => ConversationSettings | null;
  readonly keepNew: (settings: ConversationSettings) => void;
  /** @throws AppError */
  readonly read: (id: ConversationId) => Promise<StoredSettings>;
  /** @throws AppError `conflict` where the version is an old one. */
  readonly save: (id: ConversationId, change: StoredSettings) => Promise<StoredSettings>;
  /** Everything chosen is stored, or will not be. */
  readonly onSaved: () => void;
};

/** Before the browser is asked. */
export const FIRST_SETTINGS_STATE: SettingsState = {
  settings: DEFAULT_CONVERSATION_SETTINGS,
  isKnown: false,
  error: null,
  revision: 0,
};

/** Both read by one schema, which gives one order of keys. */
const isSame = (one: ConversationSettings, other: ConversationSettings) =>
  JSON.stringify(one) === JSON.stringify(other);

const withModel = (settings: ConversationSettings, modelId: ModelId | undefined) => ({
  ...settings,
  modelId: settings.modelId ?? modelId,
});

const isConflict = (cause: unknown) => cause instanceof AppError && cause.code === 'conflict';

/**
 * Holds the settings of the conversation in view. A choice shows at once and is stored behind, in order: one
 * made while another is on its way follows it. Before the conversation is stored, choices are kept with
 * its draft and go out with the first question. Free of React: see `useConversationSettings`.
 */
export class SettingsStore {
  readonly #ports: Ports;
  readonly #listeners = new Set<() => void>();
  #state: SettingsState;
  #stored: StoredSettings | null = null;
  /** What the first question went out with: what was chosen, and the model that was shown. */
  #sent: { readonly chosen: ConversationSettings; readonly modelId: ModelId | undefined } | null =
    null;
  #saving: Promise<void> | null = null;

  constructor(ports: Ports) {
    this.#ports = ports;
    const isKnown = ports.conversationId() === null;
    const settings = (isKnown ? ports.readNew() : null) ?? DEFAULT_CONVERSATION_SETTINGS;
    this.#state = { ...FIRST_SETTINGS_STATE, settings, isKnown };
  }

  readonly getState = (): SettingsState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The server told what it has: that holds, unless a choice is on its way or it is old news. */
  readonly take = (next: StoredSettings): void => {
    const isOld = this.#stored !== null && next.version < this.#stored.version;
    if (this.#saving || isOld) return;
    this.#stored = { version: next.version, settings: next.settings };
    this.#set({ settings: next.settings, isKnown: true });
  };

  /** Makes a choice on top of those before it; resolves when it is stored, or will not be. */
  readonly change = async (change: SettingsChange): Promise<void> => {
    if (!this.#state.isKnown) return;
    const before = this.#state.settings;
    const settings = typeof change === 'function' ? change(before) : { ...before, ...change };
    this.#set({ settings, error: null });
    if (this.#ports.conversationId() === null) this.#ports.keepNew(settings);
    else await this.#saveBehind();
  };

  readonly dismissError = (): void => this.#set({ error: null });

  /** Resolves when nothing is on its way: what is sent then is answered by what was chosen. */
  readonly saved = async (): Promise<void> => {
    await this.#saving;
  };

  /** What the first question of a conversation carries; nothing for one that is stored. */
  readonly takeAlong = (modelId: ModelId | undefined): ConversationSettings | undefined => {
    if (this.#ports.conversationId() !== null) return undefined;
    this.#sent = { chosen: this.#state.settings, modelId };
    return withModel(this.#state.settings, modelId);
  };

  /** The conversation is stored now: what was chosen since its first question went out follows. */
  readonly begin = (): void => {
    if (this.#stored || !this.#sent) return;
    const { chosen, modelId } = this.#sent;
    const isUnchanged = this.#state.settings === chosen;
    this.#set({ settings: withModel(this.#state.settings, modelId) });
    if (!isUnchanged) void this.#saveBehind();
  };

  #saveBehind(): Promise<void> {
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null;
      this.#set({ revision: this.#state.revision + 1 });
      this.#ports.onSaved();
    });
    return this.#saving;
  }

  async #saveAll(): Promise<void> {
    const id = this.#ports.conversationId();
    if (id === null) return;
    try {
      let wanted: ConversationSettings;
      do {
        wanted = this.#state.settings;
        this.#stored = await this.#saveOver(id, wanted);
      } while (wanted !== this.#state.settings);
    } catch (cause) {
      // What was chosen is not there: the stored settings are shown again, with the reason.
      const settings = this.#stored?.settings ?? this.#state.settings;
      this.#set({ settings, error: toAppError(cause) });
    }
  }

  /** Saves; where only something else of the conversation was changed meanwhile, once more upon that. */
  async #saveOver(id: ConversationId, settings: ConversationSettings): Promise<StoredSettings> {
    this.#stored ??= await this.#ports.read(id);
    const { version, settings: before } = this.#stored;
    try {
      return await this.#ports.save(id, { version, settings });
    } catch (cause) {
      if (!isConflict(cause)) throw cause;
      this.#stored = await this.#ports.read(id);
      if (!isSame(this.#stored.settings, before)) throw cause;
      return this.#ports.save(id, { version: this.#stored.version, settings });
    }
  }

  #set(change: Partial<SettingsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
