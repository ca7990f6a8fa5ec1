import 'server-only';
import { findCapabilities } from '@/lib/domain/connection/model-capabilities';
import { writeSetting } from '@/lib/domain/doctor/write-setting';
import { orderModels } from '../../connections/choose-models';
import { NVIDIA_MODEL } from '../../connections/connections-config';
import type { ChatAnswer, ChatRefusal } from '../ask';
import {
  type Examination,
  type Probe,
  type ProbeResult,
  SHORT_QUESTION,
  toBody,
} from '../examination';

/** Most names of served models that a finding lists. */
const MOST_NAMES = 5;

function chooseModel({ endpoint, kind, models }: Examination): string {
  const wanted = endpoint.model ?? (kind === 'nvidia' ? NVIDIA_MODEL : undefined);
  return orderModels(models, wanted)[0]?.upstreamModel ?? '';
}

const askOneToken = (examination: Examination) =>
  examination.ask.chat(toBody(examination, SHORT_QUESTION, 1));

const setKey = ({ endpoint }: Examination) => ({
  code: 'set-key' as const,
  setting: writeSetting(endpoint.id, 'apiKey', '…'),
});

function judgeRefusedKey(examination: Examination, { code }: ChatRefusal): ProbeResult | null {
  const hasKey = examination.endpoint.destination.apiKey !== undefined;
  if (code === 'upstream-credit') return { code: 'key-credit', fixes: [{ code: 'add-credit' }] };
  if (code !== 'upstream-auth') return null;
  if (!hasKey) return { code: 'key-missing', fixes: [setKey(examination)] };
  return { code: 'key-refused', fixes: [{ code: 'renew-key' }, setKey(examination)] };
}

/** Whether the key is taken. A list of models proves none: NVIDIA's is open to all, as is llama-server's. */
export const key: Probe = async (examination) => {
  examination.model = chooseModel(examination);
  // Without a name the model's probe says what is missing; a key can be proven with any.
  const first = await askOneToken(examination);
  examination.first = first;
  const isOpen = examination.endpoint.destination.apiKey === undefined;
  const refused = first.isAccepted ? null : judgeRefusedKey(examination, first);
  if (refused) {
    examination.obstacle = 'key';
    return refused;
  }
  // Servers look at the key first, so any answer about the request itself proves it.
  const isProven = first.isAccepted || first.status < 500;
  if (!isProven) return { code: 'key-unproven' };
  return { code: isOpen ? 'key-open' : 'key-ok' };
};

const namesOf = ({ models }: Examination): string =>
  models
    .slice(0, MOST_NAMES)
    .map(({ upstreamModel }) => upstreamModel)
    .join(', ');

/** A served model of the same family, else the first that is known to see, else the first. */
function suggest(examination: Examination): string | null {
  const others = examination.models.filter((row) => row.upstreamModel !== examination.model);
  const wanted = findCapabilities(examination.model)?.name;
  const twin = others.find((row) => findCapabilities(row.upstreamModel)?.name === wanted);
  const best = wanted === undefined ? undefined : twin;
  return (best ?? orderModels(others, undefined)[0])?.upstreamModel ?? null;
}

/** Says which name would be right, and goes on with it, so that one run finds everything. */
async function unknownModel(examination: Examination): Promise<ProbeResult> {
  const { model, endpoint } = examination;
  const better = suggest(examination);
  examination.obstacle = 'model';
  if (!better) {
    return {
      code: 'model-unknown',
      values: { model, served: '–' },
      fixes: [{ code: 'choose-model' }],
    };
  }
  const isHostedName = model === NVIDIA_MODEL && examination.kind !== 'nvidia';
  examination.model = better;
  const answer = await askOneToken(examination);
  if (answer.isAccepted) {
    examination.obstacle = undefined;
    examination.plainTokens = answer.promptTokens;
  }
  return {
    code: isHostedName ? 'model-hosted-name' : 'model-unknown',
    values: { model, served: namesOf(examination), suggestion: better },
    fixes: [{ code: 'set-model', setting: writeSetting(endpoint.id, 'model', better) }],
  };
}

function judgeRefusal(examination: Examination, first: ChatRefusal): ProbeResult {
  const values = { model: examination.model, status: first.status };
  examination.obstacle = 'model';
  switch (first.code) {
    case 'upstream-entitlement':
      return { code: 'model-entitlement', values, fixes: [{ code: 'ask-access' }] };
    case 'upstream-retired':
      return { code: 'model-retired', values, fixes: [{ code: 'choose-model' }] };
    default:
      // 202: it was taken on and not answered, as by a model that is not there yet.
      return first.status === 202 || /loading/i.test(first.text)
        ? { code: 'model-loading', values, fixes: [{ code: 'wait-loading' }] }
        : { code: 'model-failed', values, fixes: [{ code: 'read-server-log' }] };
  }
}

const isUnknown = (first: ChatAnswer): boolean =>
  !first.isAccepted && ['upstream-unknown-model', 'upstream-wrong-url'].includes(first.code);

/** Whether the model answers by the name it is asked by. */
export const model: Probe = async (examination) => {
  const { first, endpoint } = examination;
  if (examination.model === '') {
    examination.obstacle = 'model';
    const setting = writeSetting(endpoint.id, 'model', 'NAME');
    return { code: 'model-none', fixes: [{ code: 'set-model', setting }] };
  }
  if (!first || isUnknown(first)) return unknownModel(examination);
  if (!first.isAccepted) return judgeRefusal(examination, first);
  examination.plainTokens = first.promptTokens;
  return { code: 'model-ok', values: { model: examination.model } };
};
