import { request } from '@/lib/client/api/request-json';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Example } from './examples';

/**
 * Puts an example's picture and question into a draft, to be sent or changed. What the person wrote
 * stays as it is; a picture that cannot be loaded is refused by the draft.
 */
export async function fillWithExample(
  draft: DraftStore,
  { file }: Example,
  question: string,
): Promise<void> {
  if (draft.getSnapshot().text.trim() === '') draft.setText(question);
  const name = file.slice(file.lastIndexOf('/') + 1);
  try {
    const response = await request(file);
    draft.add([new File([await response.blob()], name)]);
  } catch (cause) {
    const error = cause instanceof AppError ? cause : new AppError('network', { name }, { cause });
    draft.refuse(name, error);
  }
}
