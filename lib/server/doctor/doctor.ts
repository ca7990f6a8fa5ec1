import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { EMPTY_PROFILE } from '@/lib/domain/connection/connection-profile';
import { profileAfter } from '@/lib/domain/doctor/learnt';
import { costOfRun } from '@/lib/domain/doctor/probe-cost';
import type { ServerKind } from '@/lib/domain/doctor/server-kind';
import { AppError } from '@/lib/domain/errors/app-error';
import type { DoctorOffer } from '@/lib/protocol/doctor';
import type { ConnectionProfileStore } from '../connection-profile-store/connection-profile-store';
import type { UpstreamEndpoint } from '../connections/connection';
import type { Connections } from '../connections/connections';
import { Ask } from './ask';
import type { Examination } from './examination';
import { hostedKindOf } from './hosted-kind';
import { isMetered } from './is-metered';
import { type ExaminationEvent, runExamination } from './run-examination';

/** 37 requests a minute with somebody else's key that has no limit of its own; one's own server need not wait. */
const METERED_SPACING_MS = 1_600;

/** What happens in a run, as it happens. */
export type DoctorEvent =
  | ExaminationEvent
  | {
      readonly type: 'report';
      /** Chat requests sent, and the tokens that the server counted. */
      readonly requests: number;
      readonly tokens: number;
      /** Whether what was found is kept for the chats to come. */
      readonly isKept: boolean;
    };

export type DoctorDependencies = {
  readonly connections: Connections;
  /** Where what was learnt is kept. */
  readonly profiles: ConnectionProfileStore;
  /** Milliseconds since 1970. */
  readonly today: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Waits; throws the signal's reason when that aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

const REAL_TIME = {
  today: Date.now,
  now: () => performance.now(),
  pause: (milliseconds: number, signal: AbortSignal) => wait(milliseconds, undefined, { signal }),
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
  ): AsyncGenerator<DoctorEvent, void, undefined>;
}

function offerOf(endpoint: UpstreamEndpoint): DoctorOffer {
  const { id, label, destination } = endpoint;
  const { origin, pathname } = destination.baseUrl;
  return {
    id,
    label,
    address: origin + pathname.replace(/\/$/, ''),
    isMetered: isMetered(endpoint),
    ...costOfRun(hostedKindOf(endpoint) ?? 'other'),
  };
}

function begin(
  endpoint: UpstreamEndpoint,
  signal: AbortSignal,
  { now, pause }: Pick<DoctorDependencies, 'now' | 'pause'>,
): Examination {
  const kind: ServerKind = hostedKindOf(endpoint) ?? 'other';
  const { destination, line, requestsPerMinute } = endpoint;
  // Where the line has a limit it keeps the questions apart.
  const isSpaced = isMetered(endpoint) && requestsPerMinute === null;
  const spacingMs = isSpaced ? METERED_SPACING_MS : 0;
  const ask = new Ask({ destination, line, spacingMs, signal, now, pause });
  return { endpoint, ask, kind, models: [], model: '', learnt: { ofModel: {} } };
}

/** Keeps what was learnt, where the run came to its end; says whether it did. */
async function keep(
  { endpoint, learnt, obstacle, model, ask }: Examination,
  { profiles, today }: Pick<DoctorDependencies, 'profiles' | 'today'>,
): Promise<boolean> {
  if (obstacle) return false;
  const { id, destination } = endpoint;
  const address = destination.baseUrl.href;
  const run = { model, acceptedFields: [...ask.acceptedFields], at: today() };
  await profiles.update(id, (before) => {
    const isSame = before.address === undefined || before.address === address;
    return { ...profileAfter(isSame ? before : EMPTY_PROFILE, learnt, run), address };
  });
  return true;
}

/** Makes the doctor of a process. */
export function createDoctor(
  parts: Pick<DoctorDependencies, 'connections' | 'profiles'> & Partial<DoctorDependencies>,
): Doctor {
  const dependencies: DoctorDependencies = { ...REAL_TIME, ...parts };
  const { connections } = dependencies;
  const running = new Set<string>();

  async function* run(
    endpoint: UpstreamEndpoint,
    signal: AbortSignal,
  ): AsyncGenerator<DoctorEvent, void, undefined> {
    try {
      const examination = begin(endpoint, signal, dependencies);
      for await (const event of runExamination(examination)) {
        signal.throwIfAborted();
        yield event;
      }
      const { requests, tokens } = examination.ask;
      yield { type: 'report', requests, tokens, isKept: await keep(examination, dependencies) };
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
      const { requests, tokens } = offerOf(endpoint);
      if (isMetered(endpoint) && !isConfirmed) {
        throw new AppError('doctor-unconfirmed', { requests, tokens });
      }
      if (running.has(connectionId)) throw new AppError('doctor-busy');
      running.add(connectionId);
      return run(endpoint, signal);
    },
  };
}
