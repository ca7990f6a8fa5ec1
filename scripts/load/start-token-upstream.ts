import * as z from 'zod/mini';
import { forkScript } from './fork-script';
import type { tokenUpstreamSchema } from './token-upstream';

/** What a forked server says when it listens. */
export const listeningSchema = z.object({ port: z.number() });

/** Starts the model server whose tokens are numbered, in a process of its own. */
export async function startTokenUpstream(parameters: z.infer<typeof tokenUpstreamSchema>) {
  const script = await forkScript(new URL('./token-upstream.ts', import.meta.url), parameters);
  const { port } = listeningSchema.parse(script.said);
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/v1`,
    /** Variables that connect the app to it, and to nothing else. */
    env: {
      UPSTREAM_BASE_URL: `${origin}/v1`,
      UPSTREAM_DIALECT: 'generic',
      UPSTREAM_MODEL: 'mistralai/ministral-14b-instruct-2512',
    },
    stop: script.stop,
  };
}

export type TokenUpstream = Awaited<ReturnType<typeof startTokenUpstream>>;
