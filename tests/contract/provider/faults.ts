import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { ProfileName } from '../../support/upstream/start-upstream';

/** What must come of each fault, by the simulator's name for it. */
export type Expectation = {
  /** Error code, or `finish:<reason>`. */
  readonly ending: string;
  /** Requests made; 2 where one automatic retry is due. */
  readonly requests?: number;
  readonly text?: 'some' | 'none';
};

const once = (ending: string): Expectation => ({ ending });
const twice = (ending: string): Expectation => ({ ending, requests: 2 });
const after = (ending: string): Expectation => ({ ending, text: 'some' });

/** Faults that any server, or what stands before it, can have. */
export const SHARED_FAULTS: Readonly<Record<string, Expectation>> = {
  ok: after('finish:stop'),
  reset: after('upstream-cut'),
  'reset-before-headers': twice('upstream-down'),
  'no-finish': after('upstream-cut'),
  'truncated-frame': after('upstream-cut'),
  'bad-json': after('finish:stop'),
  'no-done': after('finish:stop'),
  'done-held-open': after('finish:stop'),
  'finish-held-open': after('finish:stop'),
  'error-mid-text': after('upstream-down'),
  'error-mid-event': after('upstream-context'),
  'problem-mid-rate': after('upstream-rate'),
  'empty-answer': once('upstream-empty'),
  'finish-length': after('finish:length'),
  'finish-content-filter': after('finish:content-filter'),
  'refused-without-text': once('finish:content-filter'),
  'finish-tool-calls': after('upstream-tool-unasked'),
  'finish-unknown': after('finish:other'),
  'tool-call': once('upstream-tool-unasked'),
  'huge-frame': once('upstream-event-size'),
  'endless-frame': once('upstream-event-size'),
  'huge-answer': after('upstream-answer-size'),
  'proxy-401': once('upstream-auth'),
  'proxy-403': once('upstream-auth'),
  'proxy-404': once('upstream-wrong-url'),
  // `fetch` hides this answer (the standard makes it a network error), so it looks like a broken line.
  'proxy-407': twice('upstream-down'),
  'proxy-408': once('upstream-timeout'),
  'proxy-502': twice('upstream-down'),
  'proxy-503': twice('upstream-down'),
  'proxy-504': twice('upstream-down'),
  'redirect-301': once('upstream-redirect'),
  'redirect-302': once('upstream-redirect'),
  'redirect-307': once('upstream-redirect'),
  'portal-page': once('upstream-not-stream'),
  'whole-answer': once('upstream-not-stream'),
  'error-in-200': once('upstream-context'),
  'error-text-400': once('upstream-invalid'),
  gzip: after('finish:stop'),
  'rate-limit': once('upstream-rate'),
  'rate-limit-2s': twice('upstream-rate'),
  'rate-limit-1h': once('upstream-rate'),
  'key-echo': once('upstream-invalid'),
  'key-echo-mid': after('upstream-invalid'),
  'cut-every-byte': after('finish:stop'),
  'cut-odd': after('finish:stop'),
  'cut-random': after('finish:stop'),
  'line-ends': after('finish:stop'),
  pings: after('finish:stop'),
  batches: after('finish:stop'),
  buffered: after('finish:stop'),
};

const NVIDIA_FAULTS: Readonly<Record<string, Expectation>> = {
  'bad-request-wrapped': once('upstream-invalid'),
  'bad-request-bare': once('upstream-invalid'),
  'validation-text': once('upstream-invalid'),
  degraded: twice('upstream-down'),
  'usage-refused': { ending: 'finish:stop', requests: 2, text: 'some' },
  'key-missing': once('upstream-auth'),
  'key-malformed': once('upstream-auth'),
  credit: once('upstream-credit'),
  forbidden: once('upstream-auth'),
  'not-entitled': once('upstream-entitlement'),
  'inference-error': once('upstream-unknown-model'),
  'wrong-path': once('upstream-wrong-url'),
  retired: once('upstream-retired'),
  'too-large': once('upstream-too-large'),
  'field-refused': once('upstream-field'),
  rate: once('upstream-rate'),
  'internal-empty': twice('upstream-down'),
  'internal-connection': twice('upstream-down'),
  'bad-gateway': twice('upstream-down'),
  overloaded: once('upstream-rate'),
  'gateway-timeout': twice('upstream-down'),
  'image-limit-413': once('upstream-too-large'),
  pending: once('upstream-timeout'),
  'pending-errored': once('upstream-timeout'),
  'zero-frames': twice('upstream-empty'),
  'error-first': twice('upstream-down'),
  'error-mid': after('upstream-down'),
  'problem-mid': after('upstream-down'),
};

const VLLM_FAULTS: Readonly<Record<string, Expectation>> = {
  unauthorized: once('upstream-auth'),
  malformed: once('upstream-invalid'),
  'unknown-model': once('upstream-unknown-model'),
  'unknown-route': once('upstream-wrong-url'),
  'too-many-images': once('upstream-images'),
  'one-image': once('upstream-images'),
  'bad-image': once('upstream-images'),
  'bad-image-500': once('upstream-images'),
  'context-older': once('upstream-context'),
  'max-tokens-older': once('upstream-context'),
  'context-newer': once('upstream-context'),
  'tools-off': once('upstream-tools-off'),
  'tools-empty': once('upstream-invalid'),
  'tool-choice-alone': once('upstream-invalid'),
  'tool-schema': once('upstream-invalid'),
  'tool-name': once('upstream-invalid'),
  'role-order': once('upstream-invalid'),
  'ends-with-assistant': once('upstream-invalid'),
  'tool-id': once('upstream-invalid'),
  'template-kwargs': once('upstream-invalid'),
  'usage-without-stream': once('upstream-invalid'),
  'engine-dead': twice('upstream-down'),
  'finish-abort': after('finish:other'),
  'error-mid-vllm': after('upstream-down'),
  'zero-frames': once('upstream-empty'),
  'error-first': twice('upstream-down'),
  'error-mid': after('upstream-down'),
  'problem-mid': after('upstream-down'),
  'tools-single': once('upstream-tool-unasked'),
  'tools-parallel': once('upstream-tool-unasked'),
  'tools-with-text': after('upstream-tool-unasked'),
  'tools-bad-json': once('upstream-tool-unasked'),
  'tools-cut': once('upstream-tool-unasked'),
  'tools-named': once('upstream-tool-unasked'),
};

const LLAMA_FAULTS: Readonly<Record<string, Expectation>> = {
  'key-wrong': once('upstream-auth'),
  loading: twice('upstream-down'),
  context: once('upstream-context'),
  'no-vision': once('upstream-images'),
  'bad-image': once('upstream-images'),
  'bad-base64': once('upstream-rejected'),
  alternation: once('upstream-rejected'),
  'late-system': once('upstream-rejected'),
  'tool-ids': once('upstream-rejected'),
  'bad-json-body': once('upstream-rejected'),
  'no-messages': once('upstream-invalid'),
  'not-supported': once('upstream-rejected'),
  'not-found': once('upstream-wrong-url'),
  'zero-frames': once('upstream-empty'),
  'error-first': once('upstream-rejected'),
  'error-mid': after('upstream-rejected'),
  'problem-mid': after('upstream-rejected'),
};

type TestedProfile = Extract<ProfileName, 'nvidia' | 'vllmNew' | 'llama'>;

/** Faults by server. */
export const PROFILE_FAULTS: Readonly<
  Record<TestedProfile, { dialect: DialectName; faults: Readonly<Record<string, Expectation>> }>
> = {
  nvidia: { dialect: 'nvidia', faults: NVIDIA_FAULTS },
  vllmNew: { dialect: 'vllmNew', faults: VLLM_FAULTS },
  llama: { dialect: 'llama', faults: LLAMA_FAULTS },
};
