import 'server-only';

/**
 * Number of the last chunk a reader has: `?after=<number>`, or `Last-Event-ID: <generation>:<number>`
 * of the same generation. 0, for everything, when there is none.
 */
export function resumePoint(request: Request, generationId: string): number {
  const after = new URL(request.url).searchParams.get('after');
  const [id, number] = (request.headers.get('last-event-id') ?? '').split(':');
  const sequence = Number(after ?? (id === generationId ? number : 0));
  return Number.isSafeInteger(sequence) && sequence > 0 ? sequence : 0;
}
