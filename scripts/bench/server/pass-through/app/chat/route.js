/** A Next route that only hands an upstream's stream on: what our own is compared with. */
export async function POST(request) {
  const upstream = await fetch(`${process.env.UPSTREAM_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await request.text(),
    signal: request.signal,
    cache: 'no-store',
  });
  return new Response(upstream.body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
    },
  });
}
