import 'server-only';
import type { FindingCode } from '@/lib/domain/doctor/finding';
import { type Fix, fixesFor } from '@/lib/domain/doctor/fixes';
import { KIND_OF_DIALECT } from '@/lib/domain/doctor/server-kind';
import { writeSetting } from '@/lib/domain/doctor/write-setting';
import { AppError } from '@/lib/domain/errors/app-error';
import type { InfoAnswer } from '../ask';
import type { Examination, Probe, ProbeResult } from '../examination';

/** The address that is asked, without what may be secret in it. */
function addressOf({ endpoint }: Examination): string {
  const { origin, pathname } = endpoint.destination.baseUrl;
  return origin + pathname.replace(/\/$/, '');
}

function refusedAtDoor(examination: Examination, error: AppError): ProbeResult {
  const values = { address: addressOf(examination) };
  const reason = error.cause instanceof Error ? error.cause.message : '';
  const is = (code: FindingCode, ...fixes: Fix[]): ProbeResult => ({ code, values, fixes });
  if (error.code === 'upstream-tls') {
    if (!/WRONG_VERSION_NUMBER|EPROTO|SSL_/.test(reason))
      return is('reach-tls', { code: 'fix-certificate' });
    const plain = addressOf(examination).replace(/^https:/, 'http:');
    const setting = writeSetting(examination.endpoint.id, 'baseUrl', plain);
    return is('reach-plain', { code: 'use-plain-http', setting });
  }
  if (error.code === 'upstream-redirect') return is('reach-redirect', { code: 'use-target' });
  if (error.code === 'upstream-timeout') return is('reach-timeout', { code: 'open-firewall' });
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return is('reach-dns', { code: 'check-name' });
  if (reason === 'ECONNREFUSED') {
    return is('reach-refused', ...fixesFor('running', guessKind(examination)));
  }
  return is('reach-network', { code: 'open-firewall' });
}

/** A server that is not there cannot be asked what it is; its usual port can. */
function guessKind({ endpoint, kind }: Examination): Examination['kind'] {
  const { port } = endpoint.destination.baseUrl;
  if (port === '11434') return 'ollama';
  return port === '1234' ? 'lmstudio' : kind;
}

const isList = ({ status, json }: InfoAnswer): boolean =>
  status === 200 && typeof json === 'object' && json !== null && 'data' in json;

/** A list of models at the usual path of the same host, where the configured one has none. */
async function findAddress({ endpoint, ask }: Examination): Promise<string | null> {
  const { baseUrl } = endpoint.destination;
  const base = baseUrl.pathname.replace(/\/$/, '');
  if (base.endsWith('/v1')) return null;
  try {
    const answer = await ask.info('/v1/models');
    return isList(answer) ? `${baseUrl.origin}${base}/v1` : null;
  } catch (cause) {
    // It is only a guess: what was answered at the configured address is told either way.
    if (!(cause instanceof AppError)) throw cause;
    return null;
  }
}

async function wrongPath(examination: Examination, code: FindingCode): Promise<ProbeResult> {
  const better = await findAddress(examination);
  const { id } = examination.endpoint;
  const setting = writeSetting(id, 'baseUrl', better ?? 'http://HOST:PORT/v1');
  const values = { address: addressOf(examination) };
  return { code, values, fixes: [{ code: 'set-address', setting }] };
}

async function judge(examination: Examination, answer: InfoAnswer): Promise<ProbeResult> {
  const { status, refusal } = answer;
  const values = { address: addressOf(examination), status };
  const isPage = !refusal.isJson && refusal.text.trimStart().startsWith('<');
  if (isList(answer)) return { code: 'reach-ok', values };
  if (status === 407 || (isPage && (status === 401 || status === 403))) {
    return { code: 'reach-proxy', values, fixes: [{ code: 'leave-proxy' }] };
  }
  if (status === 401 || status === 403) return { code: 'reach-no-list', values };
  if (status === 503 && /loading/i.test(refusal.text)) {
    return { code: 'reach-loading', values, fixes: [{ code: 'wait-loading' }] };
  }
  if (status >= 500) return { code: 'reach-down', values, fixes: [{ code: 'read-server-log' }] };
  if (isPage) return wrongPath(examination, 'reach-page');
  return wrongPath(examination, 'reach-path');
}

/** Whether something answers at the address, and whether it is a model server. */
export const reach: Probe = async (examination) => {
  const { ask, endpoint } = examination;
  examination.obstacle = 'unreachable';
  let result: ProbeResult;
  try {
    result = await judge(examination, await ask.info('/models'));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refusedAtDoor(examination, error);
  }
  if (result.code !== 'reach-ok' && result.code !== 'reach-no-list') return result;
  examination.obstacle = undefined;
  if (result.code === 'reach-ok') {
    const { dialect, models } = await ask.facts(endpoint.dialect);
    examination.kind = KIND_OF_DIALECT[dialect];
    examination.models = models;
    examination.learnt.dialect = dialect;
  }
  return result;
};
