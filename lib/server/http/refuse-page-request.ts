import 'server-only';

/**
 * Refuses what no page is asked: no Server Actions exist here, so a request for one is an attack on
 * their decoder, and pages are only read.
 *
 * @returns `null` for a request that a page may answer.
 */
export function refusePageRequest(request: Request): Response | null {
  if (request.headers.has('next-action')) return new Response(null, { status: 404 });
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
}
