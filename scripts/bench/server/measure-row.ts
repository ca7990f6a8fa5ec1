import { setTimeout as wait } from 'node:timers/promises';
import { conversationTreeSchema } from '../../../lib/protocol/conversations';
import { readTokens } from '../../load/numbered-token';
import { peakMegabytes, processorMilliseconds } from '../../load/process-usage';
import type { TokenUpstream } from '../../load/start-token-upstream';
import { countFaults, findFaults } from '../../load/token-ledger';
import { type LoadCounts, runLoad } from './run-load';
import { startTarget, type Target, type TargetName, type TargetOptions } from './targets';

/** Long enough for what a server still does after the last byte, such as closing what it stored. */
const SETTLE_MS = 300;
const SPREAD_MS = 2_000;
const WARM_UP = { streams: 10, tokens: 60, rate: 50, spreadMilliseconds: 200 };

export type Volume = {
  readonly streams: number;
  /** Of each stream. */
  readonly tokens: number;
  /** Tokens a second of each stream. */
  readonly rate: number;
};

export type Row = Omit<LoadCounts, 'conversationIds'> & {
  readonly target: TargetName;
  readonly streams: number;
  /** Processor time of the server for one delivered token, in microseconds. */
  readonly processorPerToken: number | null;
  readonly peakMegabytes: number | null;
  /** Answers that are stored to the last token; `null` where nothing is stored. */
  readonly stored: number | null;
};

async function isStored(origin: string, id: string, tokens: number): Promise<boolean> {
  const response = await fetch(`${origin}/api/conversations/${id}`);
  const { messages } = conversationTreeSchema.parse(await response.json());
  const answer = messages.at(-1);
  const [part] = answer?.parts ?? [];
  if (answer?.status !== 'done' || part?.type !== 'text') return false;
  return countFaults(findFaults(readTokens(part.text), tokens)) === 0;
}

async function countStored(origin: string, ids: readonly string[], tokens: number) {
  let stored = 0;
  for (const id of ids) if (await isStored(origin, id, tokens)) stored += 1;
  return stored;
}

async function loadTarget(target: Target, volume: Volume) {
  const { url, probe, form, id, origin } = target;
  await runLoad({ url, probe, form, ...WARM_UP });
  const before = id === null ? 0 : processorMilliseconds(id);
  const counts = await runLoad({ url, probe, form, ...volume, spreadMilliseconds: SPREAD_MS });
  await wait(SETTLE_MS);
  const { conversationIds, ...rest } = counts;
  const used = id === null ? null : processorMilliseconds(id) - before;
  return {
    ...rest,
    processorPerToken: used === null ? null : (used * 1000) / counts.tokens,
    peakMegabytes: id === null ? null : peakMegabytes(id),
    stored: origin && (await countStored(origin, conversationIds, volume.tokens)),
  };
}

/** Starts a server afresh, warms it up, and measures it under one load. */
export async function measureRow(
  name: TargetName,
  upstream: TokenUpstream,
  volume: Volume,
  options: TargetOptions,
): Promise<Row> {
  const target = await startTarget(name, upstream, options);
  try {
    const measured = await loadTarget(target, volume);
    return { target: name, streams: volume.streams, ...measured, stored: measured.stored || null };
  } finally {
    await target.stop();
  }
}
