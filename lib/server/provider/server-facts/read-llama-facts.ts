import 'server-only';
import * as z from 'zod';
import { DIALECTS } from '../dialects';
import { fetchJson } from '../fetch-json';
import { positiveField } from '../lenient-fields';
import type { FactsQuestion, FindFacts } from './facts-question';

const propsSchema = z.object({
  default_generation_settings: z.object({
    n_ctx: positiveField,
  }),
  modalities: z.object({ vision: z.boolean() }).optional().catch(undefined),
});

/** llama-server tells its real window, and whether it sees, only at `GET /props`. It has one model. */
export async function readLlamaFacts({ destination, signal }: FactsQuestion): Promise<FindFacts> {
  const question = { path: '/props', root: true, signal };
  const props = propsSchema.safeParse(await fetchJson(destination, question, DIALECTS.llama));
  if (!props.success) return () => undefined;
  const { default_generation_settings: settings, modalities } = props.data;
  return () => ({ contextWindow: settings.n_ctx, acceptsImages: modalities?.vision });
}
