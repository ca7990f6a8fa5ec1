import type { Fix } from './fixes';

/** What the doctor looks at, in its order. */
export const PROBES = [
  'reach',
  'key',
  'model',
  'dialect',
  'window',
  'picture',
  'pictures',
  'size',
  'formats',
  'streaming',
  'usage',
  'tools',
  'tools-streamed',
  'schema',
  'reasoning',
  'stop',
  'continue',
  'rate',
] as const;

export type ProbeName = (typeof PROBES)[number];

/** Works; works, but something that the app could use is not there; does not work; was not looked at. */
export const OUTCOMES = ['ok', 'missing', 'broken', 'skipped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Every result there is. Its text is `doctorFindings.<code>` in the message catalogue. */
export const FINDING_OUTCOMES = {
  'reach-ok': 'ok',
  'reach-no-list': 'ok',
  'reach-dns': 'broken',
  'reach-refused': 'broken',
  'reach-network': 'broken',
  'reach-timeout': 'broken',
  'reach-tls': 'broken',
  'reach-plain': 'broken',
  'reach-redirect': 'broken',
  'reach-page': 'broken',
  'reach-path': 'broken',
  'reach-proxy': 'broken',
  'reach-loading': 'broken',
  'reach-down': 'broken',
  'key-ok': 'ok',
  'key-open': 'ok',
  'key-missing': 'missing',
  'key-refused': 'broken',
  'key-credit': 'broken',
  'key-unproven': 'skipped',
  'model-ok': 'ok',
  'model-none': 'missing',
  'model-unknown': 'broken',
  'model-hosted-name': 'broken',
  'model-entitlement': 'broken',
  'model-retired': 'broken',
  'model-loading': 'broken',
  'model-failed': 'broken',
  'dialect-ok': 'ok',
  'dialect-template': 'missing',
  'window-ok': 'ok',
  'window-assumed': 'ok',
  'window-small': 'missing',
  'window-truncates': 'broken',
  'picture-ok': 'ok',
  'picture-uncounted': 'ok',
  'picture-none': 'missing',
  'picture-ignored': 'broken',
  'picture-refused': 'broken',
  'pictures-ok': 'ok',
  'pictures-few': 'missing',
  'size-ok': 'ok',
  'size-squeezed': 'ok',
  'size-limited': 'missing',
  'formats-ok': 'ok',
  'formats-some': 'missing',
  'streaming-ok': 'ok',
  'streaming-buffered': 'broken',
  'streaming-whole': 'broken',
  'streaming-empty': 'broken',
  'usage-ok': 'ok',
  'usage-refused': 'missing',
  'usage-none': 'missing',
  'tools-ok': 'ok',
  'tools-off': 'missing',
  'tools-text': 'broken',
  'tools-unused': 'missing',
  'tools-streamed-ok': 'ok',
  'tools-streamed-lost': 'broken',
  'schema-ok': 'ok',
  'schema-ignored': 'missing',
  'schema-refused': 'missing',
  'schema-unproven': 'skipped',
  'reasoning-ok': 'ok',
  'reasoning-raw': 'missing',
  'reasoning-none': 'missing',
  'stop-ok': 'ok',
  'stop-slow': 'missing',
  'stop-hosted': 'ok',
  'continue-ok': 'ok',
  'continue-follow-up': 'ok',
  'rate-told': 'ok',
  'rate-assumed': 'ok',
  'rate-silent': 'ok',
  'rate-hit': 'broken',
  'failed-status': 'broken',
  'failed-connection': 'broken',
  'failed-timeout': 'broken',
  'skipped-unreachable': 'skipped',
  'skipped-key': 'skipped',
  'skipped-model': 'skipped',
  'skipped-vision': 'skipped',
  'skipped-tools': 'skipped',
  'skipped-stream': 'skipped',
  'skipped-reasoning': 'skipped',
  'skipped-rate': 'skipped',
} as const satisfies Record<string, Outcome>;

export type FindingCode = keyof typeof FINDING_OUTCOMES;

/** Numbers and names that a finding's text may have; never a server's own text, never a secret. */
export type FindingValues = Readonly<Record<string, string | number>>;

/** What one probe found. */
export type Finding = {
  readonly probe: ProbeName;
  readonly outcome: Outcome;
  readonly code: FindingCode;
  readonly values: FindingValues;
  /** What mends it, most likely first. */
  readonly fixes: readonly Fix[];
};

/** Makes a finding; its outcome goes with its code. */
export function toFinding(
  probe: ProbeName,
  code: FindingCode,
  values: FindingValues = {},
  fixes: readonly Fix[] = [],
): Finding {
  return { probe, outcome: FINDING_OUTCOMES[code], code, values, fixes };
}
