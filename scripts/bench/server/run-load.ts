import * as z from 'zod/mini';
import { forkScript } from '../../load/fork-script';
import type { loadSchema } from './load-generator';

// JSON knows no `NaN`: what was never measured arrives as `null`.
const milliseconds = z.pipe(
  z.nullable(z.number()),
  z.transform((value) => value ?? Number.NaN),
);
const spreadSchema = z.object({
  p50: milliseconds,
  p95: milliseconds,
  p99: milliseconds,
  worst: milliseconds,
});

/** What the load generator counted. */
const countsSchema = z.object({
  /** Streams that came to their end sign. */
  complete: z.number(),
  tokens: z.number(),
  firstTokenMs: spreadSchema,
  delayMs: spreadSchema,
  /** Part of the tokens that came more than 250 ms after they were sent. */
  latePercent: milliseconds,
  faults: z.object({ lost: z.number(), doubled: z.number(), reordered: z.number() }),
  probeMs: spreadSchema,
  conversationIds: z.array(z.string()),
});

export type LoadCounts = z.infer<typeof countsSchema>;

/** Puts a load on a server from a process of its own, and waits for its end. */
export async function runLoad(load: z.infer<typeof loadSchema>): Promise<LoadCounts> {
  const script = await forkScript(new URL('./load-generator.ts', import.meta.url), load);
  const counts = countsSchema.parse(script.said);
  await script.stop();
  return counts;
}
