'use client';

import { useEffect, useRef, useState } from 'react';
import { examineConnection } from '@/lib/client/api/doctor';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { DoctorEvent, ShownFinding } from '@/lib/protocol/doctor';

/** How far a run got, with what it found. */
export type ExaminationState = {
  readonly step: 'idle' | 'running' | 'stopped' | 'failed' | 'done';
  /** What is looked at now. */
  readonly title: string;
  readonly findings: readonly ShownFinding[];
  readonly error: AppError | null;
  readonly spent: Extract<DoctorEvent, { type: 'report' }> | null;
};

const IDLE: ExaminationState = { step: 'idle', title: '', findings: [], error: null, spent: null };

function follow(state: ExaminationState, event: DoctorEvent): ExaminationState {
  if (event.type === 'start') return { ...state, title: event.title };
  if (event.type === 'finding') return { ...state, findings: [...state.findings, event.finding] };
  return event.type === 'report' ? { ...state, step: 'done', spent: event } : state;
}

export type ExaminationControl = {
  readonly state: ExaminationState;
  start(connectionId: string): void;
  stop(): void;
  /** Forgets what was found, as for another connection. */
  clear(): void;
};

/** One run of the doctor. Leaving the page ends it, on the server too. */
export function useExamination(): ExaminationControl {
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (connectionId: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    setState({ ...IDLE, step: 'running' });
    try {
      for await (const event of examineConnection(connectionId, signal)) {
        if (signal.aborted) return;
        setState((before) => follow(before, event));
      }
    } catch (cause) {
      // Shown in its place; a run that was stopped is not a failure.
      if (!signal.aborted)
        setState((before) => ({ ...before, step: 'failed', error: toAppError(cause) }));
    }
  };
  return {
    state,
    start: (connectionId) => void run(connectionId),
    stop() {
      running.current?.abort();
      setState((before) => ({ ...before, step: 'stopped' }));
    },
    clear() {
      running.current?.abort();
      setState(IDLE);
    },
  };
}
