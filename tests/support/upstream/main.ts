/**
 * A simulated model server for development: `npm run dev:upstream`. It listens on 127.0.0.1 at
 * `UPSTREAM_PORT` (4010) and speaks as `/nvidia/v1`, `/vllmNew/v1` and `/llama/v1`. A fault is chosen
 * by the model's name (`model#stall`), the header `x-scenario`, or
 * `curl -d '{"use":["stall"]}' http://127.0.0.1:4010/__scenarios`.
 */
import { startUpstream } from './start-upstream';

const port = Number(process.env.UPSTREAM_PORT ?? 4010);
const { origin } = await startUpstream({ port, tokensPerSecond: 60, firstTokenMs: 300 });
process.stdout.write(`Simulated model servers:
  ${origin}/nvidia/v1   (any key that begins with nvapi-)
  ${origin}/vllmNew/v1
  ${origin}/llama/v1
`);
