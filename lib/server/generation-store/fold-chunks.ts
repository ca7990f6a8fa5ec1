import 'server-only';
import { applyChunk, EMPTY_ANSWER, type FoldedAnswer } from '@/lib/domain/generation/apply-chunk';
import { chunksSchema } from '@/lib/protocol/chunk';

type Row = { readonly seq: number; readonly chunks: string };

/**
 * Makes the answer that stored chunks tell, up to the first gap, or to what another version wrote and
 * this one cannot read.
 *
 * @param rows - In the order of their numbers.
 */
export function foldChunks(rows: readonly Row[]): FoldedAnswer & { readonly length: number } {
  let answer = EMPTY_ANSWER;
  let length = 0;
  for (const row of rows) {
    if (row.seq !== length + 1) break;
    const chunks = chunksSchema.safeParse(JSON.parse(row.chunks));
    if (!chunks.success) break;
    for (const chunk of chunks.data) answer = applyChunk(answer, chunk);
    length += chunks.data.length;
  }
  return { ...answer, length };
}
