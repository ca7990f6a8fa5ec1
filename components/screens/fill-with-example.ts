import type { DraftStore } from '@/lib/client/draft/draft-store';
import type { Example } from './examples';

/** Puts an example's picture and question into a draft, to be sent or changed. */
export async function fillWithExample(
  draft: DraftStore,
  { file }: Example,
  question: string,
): Promise<void> {
  draft.setText(question);
  const response = await fetch(file);
  draft.add([new File([await response.blob()], file.slice(file.lastIndexOf('/') + 1))]);
}
