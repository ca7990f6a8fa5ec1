import 'server-only';
import { capabilitiesOf } from '@/lib/domain/connection/model-capabilities';
import { fixesFor } from '@/lib/domain/doctor/fixes';
import { SERVER_NAMES } from '@/lib/domain/doctor/server-kind';
import {
  type Examination,
  type Probe,
  type ProbeResult,
  SHORT_QUESTION,
  toBody,
} from '../examination';

/**
 * Which program answers and, for vLLM, whether it has the model's own tokenizer: without it the hub's
 * template is used, which refuses two questions in a row (upstream-protocol: vLLM in `hf` mode).
 */
export const dialect: Probe = async (examination) => {
  const { kind, ask } = examination;
  const values = { server: SERVER_NAMES[kind] };
  if (kind !== 'vllm') return { code: 'dialect-ok', values };
  const question = { role: 'user', content: SHORT_QUESTION };
  const answer = await ask.chat({
    ...toBody(examination, SHORT_QUESTION, 1),
    messages: [question, question],
  });
  const isTemplate = !answer.isAccepted && /roles must alternate/i.test(answer.text);
  if (!isTemplate) return { code: 'dialect-ok', values };
  return { code: 'dialect-template', values, fixes: fixesFor('template', kind) };
};

/** Ten pictures at full size take 30,800 tokens. */
const COMFORTABLE_WINDOW = 32_768;
/** Ollama's old default, which it cuts prompts to without a word. */
const SILENT_WINDOW = 4_096;
/** About 5,000 tokens: every digit is one. */
const LONG_TEXT = '0123456789 '.repeat(500);

const toldBy = ({ models, model }: Examination): number | undefined =>
  models.find(({ upstreamModel }) => upstreamModel === model)?.contextWindow;

/** Whether Ollama dropped the beginning of a long question; `undefined` where its answer does not tell. */
async function truncates(examination: Examination): Promise<boolean | undefined> {
  const answer = await examination.ask.chat(toBody(examination, LONG_TEXT, 1));
  const counted = answer.isAccepted ? answer.promptTokens : undefined;
  return counted === undefined ? undefined : counted <= SILENT_WINDOW;
}

/**
 * How many tokens fit, prompt and answer together. What the server's list tells is read there every time;
 * only what it does not tell is kept.
 */
export const contextWindow: Probe = async (examination) => {
  const { kind, model, learnt, ask, endpoint } = examination;
  const isCut = kind === 'ollama' ? await truncates(examination) : false;
  if (isCut) {
    learnt.ofModel.contextWindow = SILENT_WINDOW;
    const values = { tokens: SILENT_WINDOW };
    return { code: 'window-truncates', values, fixes: fixesFor('window', kind) };
  }
  if (isCut === false) learnt.ofModel.contextWindow = null;
  // Only of a model that is loaded does it tell the window that it runs with, and by now this one is.
  if (kind === 'ollama') examination.models = (await ask.facts(endpoint.dialect ?? kind)).models;
  const told = toldBy(examination);
  if (told === undefined) return assumed(capabilitiesOf(model).contextWindow);
  const values = { tokens: told };
  if (told >= COMFORTABLE_WINDOW) return { code: 'window-ok', values };
  return { code: 'window-small', values, fixes: fixesFor('window', kind) };
};

const assumed = (tokens: number): ProbeResult => ({ code: 'window-assumed', values: { tokens } });
