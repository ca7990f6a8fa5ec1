import 'server-only';
import { type Finding, PROBES, type ProbeName, toFinding } from '@/lib/domain/doctor/finding';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Examination, Probe, ProbeResult } from './examination';
import { continues, reasoning, schema } from './probes/answers';
import { contextWindow, dialect } from './probes/dialect-and-window';
import { key, model } from './probes/key-and-model';
import { formats, picture, pictureCount, pictureSize } from './probes/pictures';
import { rate } from './probes/rate';
import { reach } from './probes/reach';
import { stop, streaming, usage } from './probes/streaming';
import { streamedTools, tools } from './probes/tools';

const BY_NAME: Readonly<Record<ProbeName, Probe>> = {
  reach,
  key,
  model,
  dialect,
  window: contextWindow,
  picture,
  pictures: pictureCount,
  size: pictureSize,
  formats,
  streaming,
  usage,
  tools,
  'tools-streamed': streamedTools,
  schema,
  reasoning,
  stop,
  continue: continues,
  rate,
};

const NEED_VISION = new Set<ProbeName>(['pictures', 'size', 'formats']);

function skip(name: ProbeName, { obstacle, acceptsImages }: Examination): ProbeResult | null {
  if (name === 'rate' && obstacle === 'rate') return null;
  // The first answer tells of the key and of the model.
  if (obstacle) return { code: `skipped-${obstacle}` };
  if (NEED_VISION.has(name) && !acceptsImages) return { code: 'skipped-vision' };
  return null;
}

function failed(examination: Examination, error: AppError): ProbeResult {
  if (error.code === 'upstream-rate') {
    const { retryAfterSeconds } = error.details;
    examination.obstacle = 'rate';
    examination.retryAfterSeconds = Number(retryAfterSeconds ?? 0);
    return { code: 'skipped-rate' };
  }
  if (error.code === 'upstream-timeout') return { code: 'failed-timeout' };
  return { code: 'failed-connection' };
}

async function runOne(name: ProbeName, examination: Examination): Promise<Finding> {
  const toResult = async (): Promise<ProbeResult> => {
    try {
      return skip(name, examination) ?? (await BY_NAME[name](examination));
    } catch (error) {
      // What could not be asked is a finding like another; the rest is looked at all the same.
      if (error instanceof AppError) return failed(examination, error);
      throw error;
    }
  };
  const { code, values, fixes } = await toResult();
  return toFinding(name, code, values, fixes);
}

/** What happens while everything is looked at. */
export type ExaminationEvent =
  | { readonly type: 'start'; readonly probe: ProbeName }
  | { readonly type: 'finding'; readonly finding: Finding };

/** Looks at everything, one after the other. Failures of the server are findings, never thrown. */
export async function* runExamination(
  examination: Examination,
): AsyncGenerator<ExaminationEvent, void, undefined> {
  for (const probe of PROBES) {
    yield { type: 'start', probe };
    yield { type: 'finding', finding: await runOne(probe, examination) };
  }
}
