import { request } from '@/lib/client/api/request-json';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Example } from './examples';

/** What an example is put into. */
export type ExampleTarget = {
  readonly draft: DraftStore;
  readonly change: SettingsStore['change'];
};

async function addPicture(draft: DraftStore, file: string): Promise<void> {
  const name = file.slice(file.lastIndexOf('/') + 1);
  try {
    const response = await request(file);
    draft.add([new File([await response.blob()], name)]);
  } catch (cause) {
    const error = cause instanceof AppError ? cause : new AppError('network', { name }, { cause });
    draft.refuse(name, error);
  }
}

/**
 * Puts an example's picture and question into a draft, to be sent or changed, and switches its tools on.
 * What the person wrote stays as it is; a picture that cannot be loaded is refused by the draft.
 */
export async function fillWithExample(
  { draft, change }: ExampleTarget,
  { file, tools }: Example,
  question: string,
): Promise<void> {
  if (draft.getSnapshot().text.trim() === '') draft.setText(question);
  if (tools.length > 0) {
    void change((before) => ({
      ...before,
      tools: [...new Set([...(before.tools ?? []), ...tools])],
    }));
  }
  if (file !== null) await addPicture(draft, file);
}
