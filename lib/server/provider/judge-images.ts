import 'server-only';
import type { AttachmentId } from '@/lib/domain/ids';
import { judgeTextLike } from '../image/squeeze-image';
import type { JudgeTextLike } from './fit-images';

/** Judgements kept; a conversation asks for the same ones every turn. */
const MAX_KEPT = 1000;

/** Judges pictures by their pixels, each once as long as it is remembered. */
export function createTextLikeJudge(): JudgeTextLike {
  const kept = new Map<AttachmentId, Promise<boolean>>();
  return (id, image) => {
    const known = kept.get(id);
    if (known) return known;
    const judged = judgeTextLike(image);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= MAX_KEPT) kept.delete(oldest);
    kept.set(id, judged);
    // A failure is its asker's; the next one asks anew.
    judged.catch(() => kept.delete(id));
    return judged;
  };
}
