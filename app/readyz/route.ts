import { serverContext } from '@/lib/server/context';

/** Says whether new work is taken: set-up is complete, the store can be written, the process is not ending. */
export async function GET(): Promise<Response> {
  const context = await serverContext();
  const isOpen = context.config.setupStep === null && context.generations.isAccepting();
  const isReady = isOpen && (await context.isStoreWritable());
  const headers = { 'cache-control': 'no-store' };
  return new Response(isReady ? 'ok' : 'not ready', { status: isReady ? 200 : 503, headers });
}
