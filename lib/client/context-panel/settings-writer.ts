import 'client-only';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';

/** The settings of one conversation as the server is known to have them. */
type Stored = { readonly version: number; readonly settings: ConversationSettings };

export type SettingsWriterState = {
  /** Chosen and not yet known to be in the preview; `null` when there is nothing to wait for. */
  readonly wanted: ConversationSettings | null;
  /** Why the last change was not kept. */
  readonly error: AppError | null;
};

type Ports = {
  /** Returns the version after the change. */
  save(version: number, settings: ConversationSettings): Promise<number>;
  /** Everything is saved, or nothing more will be: what is shown is to be loaded anew. */
  onSettled(): void;
};

const IDLE: SettingsWriterState = { wanted: null, error: null };

/**
 * Writes what a person chooses at once and in order: a choice made while another one is on its way
 * follows it with the version that one led to. Free of React.
 */
export function createSettingsWriter({ save, onSettled }: Ports) {
  let state = IDLE;
  let stored: Stored | null = null;
  let isSaving = false;
  const listeners = new Set<() => void>();
  const set = (next: SettingsWriterState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const saveAll = async () => {
    try {
      while (stored && state.wanted && state.wanted !== stored.settings) {
        const settings = state.wanted;
        stored = { version: await save(stored.version, settings), settings };
      }
    } catch (cause) {
      // What was chosen is not there: the stored settings are shown again, with the reason.
      set({ wanted: null, error: toAppError(cause) });
    }
  };

  return {
    getState: () => state,
    getServerState: () => IDLE,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** A preview came: what it says of the settings holds, unless a choice is on its way. */
    take(next: Stored) {
      if (isSaving) return;
      stored = next;
      if (state.wanted) set({ ...state, wanted: null });
    },
    /** Makes a choice on top of those before it. Without a preview there is nothing to choose. */
    async change(choose: (settings: ConversationSettings) => ConversationSettings): Promise<void> {
      if (!stored) return;
      set({ wanted: choose(state.wanted ?? stored.settings), error: null });
      if (isSaving) return;
      isSaving = true;
      await saveAll();
      isSaving = false;
      onSettled();
    },
    dismissError: () => set({ ...state, error: null }),
  };
}

export type SettingsWriter = ReturnType<typeof createSettingsWriter>;
