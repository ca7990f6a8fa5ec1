/**
 * A simulated model server for development: `npm run dev:upstream`. It listens on 127.0.0.1 at
 * `UPSTREAM_PORT` (4010) and speaks as every server of `profiles.ts` below its name. A fault is chosen
 * by the model's name (`model#stall`), the header `x-scenario`, or
 * `curl -d '{"use":["stall"]}' http://127.0.0.1:4010/__scenarios`.
 */
import { PROFILE_NAMES } from './profiles';
import { startUpstream } from './start-upstream';

const port = Number(process.env.UPSTREAM_PORT ?? 4010);
const { origin } = await startUpstream({
  port,
  tokensPerSecond: 60,
  firstTokenMs: 300,
  listsReasoning: true,
});
const lines = PROFILE_NAMES.map((name) => `  ${origin}/${name}/v1`);
process.stdout.write(`Simulated model servers (nvidia wants a key that begins with nvapi-):
${lines.join('\n')}
`);
