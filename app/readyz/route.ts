import { serverContext } from '@/lib/server/context';

/** Says whether new work is taken: the store can be written and the process is not ending. */
export async function GET(): Promise<Response> {
  const context = await serverContext();
  const isReady = context.generations.isAccepting() && (await context.isStoreWritable());
  const headers = { 'cache-control': 'no-store' };
  return new Response(isReady ? 'ok' : 'not ready', { status: isReady ? 200 : 503, headers });
}
