import { onTestFinished } from 'vitest';
import type { ConnectionProfile } from '@/lib/domain/connection/connection-profile';
import type { Finding, ProbeName } from '@/lib/domain/doctor/finding';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import type { ConfiguredServer } from '@/lib/server/connections/connections-config';
import { createDoctor, type DoctorDependencies } from '@/lib/server/doctor/doctor';
import { Secret } from '@/lib/server/secret';
import { connectLab } from '../../support/upstream/connect-lab';
import {
  startUpstream,
  type Upstream,
  type UpstreamOptions,
} from '../../support/upstream/start-upstream';

/** A simulated server, closed when the test ends. */
export async function start(options: UpstreamOptions): Promise<Upstream> {
  const upstream = await startUpstream(options);
  onTestFinished(() => upstream.close());
  return upstream;
}

/** What a run found, by probe. */
export type Findings = {
  readonly byProbe: ReadonlyMap<ProbeName, Finding>;
  readonly requests: number;
  readonly tokens: number;
  readonly isKept: boolean;
  /** Waits between requests, in milliseconds. */
  readonly waits: readonly number[];
  /** Code of each probe. */
  readonly codes: Readonly<Record<string, string>>;
  /** What is kept of the connection afterwards. */
  readonly profile: ConnectionProfile;
};

/** Facts of the connection, and what stands in for the doctor's clock. */
export type ExamineOptions = {
  readonly server?: Partial<Omit<ConfiguredServer, 'apiKey'>> | undefined;
  readonly apiKey?: string | undefined;
  readonly dependencies?: Partial<DoctorDependencies> | undefined;
  /** Leaves after this probe. */
  readonly until?: ProbeName | undefined;
};

/** Lets the doctor examine one server to the end; waits are noted instead of made. */
export async function examine(url: string, options: ExamineOptions = {}): Promise<Findings> {
  const { server = {}, apiKey, dependencies = {}, until } = options;
  const waits: number[] = [];
  const key = apiKey === undefined ? undefined : new Secret(apiKey);
  const connections = connectLab({ id: 'upstream', baseUrl: url, apiKey: key, ...server });
  const { profiles = createMemoryConnectionProfileStore() } = dependencies;
  const doctor = createDoctor({
    connections,
    now: () => performance.now(),
    pause: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    ...dependencies,
    profiles,
  });
  const byProbe = new Map<ProbeName, Finding>();
  let spent = { requests: 0, tokens: 0, isKept: false };
  const signal = new AbortController().signal;
  for await (const event of doctor.examine('upstream', { isConfirmed: true, signal })) {
    if (event.type === 'finding') byProbe.set(event.finding.probe, event.finding);
    if (event.type === 'report') spent = event;
    if (event.type === 'finding' && event.finding.probe === until) break;
  }
  const codes = Object.fromEntries([...byProbe].map(([probe, { code }]) => [probe, code]));
  return { byProbe, ...spent, waits, codes, profile: await profiles.read('upstream') };
}
