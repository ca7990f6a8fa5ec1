import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { costOfRun } from '@/lib/domain/doctor/probe-cost';
import type { ServerKind } from '@/lib/domain/doctor/server-kind';
import { AppError } from '@/lib/domain/errors/app-error';
import type { DoctorOffer } from '@/lib/protocol/doctor';
import type { UpstreamEndpoint } from '../connections/connection';
import type { Connections } from '../connections/connections';
import { Ask } from './ask';
import type { Examination } from './examination';
import { hostedKindOf } from './kind-of-server';
import { type ExaminationEvent, runExamination } from './run-examination';

/** 37 requests a minute, below the 40 that NVIDIA allows a key; one's own server need not wait. */
const HOSTED_SPACING_MS = 1_600;

export type DoctorDependencies = {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Waits; throws the signal's reason when that aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

const REAL_DEPENDENCIES: DoctorDependencies = {
  now: () => performance.now(),
  pause: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};

/** Examines connections. */
export interface Doctor {
  /** The connections that can be examined, with what a run would cost at most. */
  offers(): Promise<readonly DoctorOffer[]>;
  /**
   * Examines a connection; the server's failures are findings.
   *
   * @param options.isConfirmed - Whether the price was agreed to, where somebody may be billed.
   * @param options.signal - Ends the run; its reason is thrown.
   * @throws AppError at once: `not-found`, `doctor-unconfirmed`, `doctor-busy`.
   */
  examine(
    connectionId: string,
    options: { isConfirmed: boolean; signal: AbortSignal },
  ): AsyncGenerator<ExaminationEvent, void, undefined>;
}

function offerOf(endpoint: UpstreamEndpoint): DoctorOffer {
  const { id, label, destination } = endpoint;
  const hosted = hostedKindOf(endpoint);
  const { origin, pathname } = destination.baseUrl;
  return {
    id,
    label,
    address: origin + pathname.replace(/\/$/, ''),
    isMetered: hosted !== null,
    ...costOfRun(hosted ?? 'other'),
  };
}

function begin(
  endpoint: UpstreamEndpoint,
  signal: AbortSignal,
  { now, pause }: DoctorDependencies,
): Examination {
  const kind: ServerKind = hostedKindOf(endpoint) ?? 'other';
  const spacingMs = kind === 'other' ? 0 : HOSTED_SPACING_MS;
  const { destination, line } = endpoint;
  const ask = new Ask({ destination, line, spacingMs, signal, now, pause });
  return { endpoint, ask, now, kind, models: [], model: '', learnt: {} };
}

/** Makes the doctor of a process. */
export function createDoctor(
  connections: Connections,
  dependencies: DoctorDependencies = REAL_DEPENDENCIES,
): Doctor {
  const running = new Set<string>();

  async function* run(
    endpoint: UpstreamEndpoint,
    signal: AbortSignal,
  ): AsyncGenerator<ExaminationEvent, void, undefined> {
    try {
      const examination = begin(endpoint, signal, dependencies);
      for await (const event of runExamination(examination)) {
        signal.throwIfAborted();
        yield event;
      }
    } finally {
      running.delete(endpoint.id);
    }
  }

  return {
    async offers() {
      await connections.probeLocal();
      const endpoints = connections.list().map(({ id }) => connections.endpoint(id));
      return endpoints.flatMap((endpoint) => (endpoint ? [offerOf(endpoint)] : []));
    },
    examine(connectionId, { isConfirmed, signal }) {
      const endpoint = connections.endpoint(connectionId);
      if (!endpoint) throw new AppError('not-found');
      const { isMetered, requests, tokens } = offerOf(endpoint);
      if (isMetered && !isConfirmed) throw new AppError('doctor-unconfirmed', { requests, tokens });
      if (running.has(connectionId)) throw new AppError('doctor-busy');
      running.add(connectionId);
      return run(endpoint, signal);
    },
  };
}
