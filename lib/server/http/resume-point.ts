import 'server-only';
import type { GenerationId } from '@/lib/domain/ids';
import { generationIdSchema } from '@/lib/protocol/ids';

/** Where a reader was when it lost its stream. */
export type ResumePoint = {
  /** Whose chunks it has; absent when it did not say. */
  readonly generationId: GenerationId | undefined;
  /** Number of the last one it has; 0 for none. */
  readonly after: number;
};

/** Reads `Last-Event-ID: <generation>:<number>` and `?after=<number>`; the latter number goes first. */
export function resumePoint(request: Request): ResumePoint {
  const after = new URL(request.url).searchParams.get('after');
  const [id, number] = (request.headers.get('last-event-id') ?? '').split(':');
  const sequence = Number(after ?? number ?? 0);
  return {
    generationId: generationIdSchema.safeParse(id).data,
    after: Number.isSafeInteger(sequence) && sequence > 0 ? sequence : 0,
  };
}
