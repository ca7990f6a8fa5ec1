import type { Reply } from '../exchange';
import type { Profile } from '../profile';
import { replyWith, replyWithEach } from '../scenarios/proxy-faults';
import { NIM } from './vllm-builds';
import { createVllmProfile } from './vllm-family';

/** Pictures in a prompt where `NIM_MAX_IMAGES_PER_PROMPT` is not set. */
const MAX_IMAGES = 5;

const answer = (json: unknown) => replyWith({ status: 200, json });
const health = (message: string) => answer({ object: 'health.response', message });

/** Forms of errors of older containers. */
const OLDER_ERRORS: Readonly<Record<string, Reply>> = {
  'older-form': {
    status: 400,
    json: {
      object: 'error',
      message: "Unexpected role 'user' after role 'tool'",
      type: 'BadRequestError',
      param: null,
      code: 400,
    },
  },
  'older-detail': { status: 400, json: { detail: 'At most 1 image(s) may be provided' } },
};

/** NVIDIA's container for the model (NIM for VLMs 1.7): vLLM with routes of its own. */
export function createNimProfile(): Profile {
  const vllm = createVllmProfile(NIM);
  return {
    ...vllm,
    defaults: { maxImages: MAX_IMAGES },
    scenarios: { ...vllm.scenarios, ...replyWithEach(OLDER_ERRORS) },
    routes: {
      ...vllm.routes,
      'GET /v1/health/ready': health('Service is ready.'),
      'GET /v1/health/live': health('Service is live.'),
      'GET /v1/metadata': answer({
        version: '1.7.0',
        modelInfo: [{ shortName: 'ministral-3-14b-instruct-2512:simulated' }],
      }),
      'GET /v1/version': answer({ release: '1.7.0', api: '1.7.0' }),
      'GET /v1/license': answer({ name: 'NVIDIA AI Foundation Models Community License' }),
      'GET /v1/metrics': replyWith({ status: 200, text: 'vllm:num_requests_running 0\n' }),
    },
  };
}
