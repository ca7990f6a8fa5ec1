import { type Exchange, sendReply } from './exchange';
import { planAnswer } from './plan-answer';
import type { Handler } from './profile';
import { CUT_SCENARIOS } from './scenarios/cut-scenarios';
import { FORMAT_SCENARIOS } from './scenarios/format-scenarios';
import { KEY_ECHO } from './scenarios/key-echo';
import { ODD_TEXT } from './scenarios/odd-text';
import { PROXY_FAULTS } from './scenarios/proxy-faults';
import { RATE_FAULTS } from './scenarios/rate-faults';
import { STATUS_FAULTS } from './scenarios/status-faults';
import { STREAM_FAULTS } from './scenarios/stream-faults';
import { TOOL_SCENARIOS } from './scenarios/tool-scenarios';
import { sendAnswer } from './send-answer';

/** Scenario of a server without faults. */
export const HEALTHY = 'ok';

const SHARED: Readonly<Record<string, Handler>> = {
  ...CUT_SCENARIOS,
  ...STREAM_FAULTS,
  ...ODD_TEXT,
  ...PROXY_FAULTS,
  ...RATE_FAULTS,
  ...KEY_ECHO,
  ...STATUS_FAULTS,
  ...TOOL_SCENARIOS,
  ...FORMAT_SCENARIOS,
};

/** Scenarios that every server has. */
export const SHARED_SCENARIOS: readonly string[] = Object.keys(SHARED);

async function answerHealthy(exchange: Exchange): Promise<void> {
  const refusal = await exchange.profile.check(exchange);
  if (refusal) return sendReply(exchange, refusal);
  if (exchange.profile.answer) return exchange.profile.answer(exchange);
  await sendAnswer(exchange, await planAnswer(exchange));
}

/** Answers a chat request as its profile does, or as its scenario says. */
export async function answerChat(exchange: Exchange): Promise<void> {
  const { scenario, profile } = exchange;
  if (scenario === HEALTHY) return answerHealthy(exchange);
  const handler = profile.scenarios[scenario] ?? SHARED[scenario];
  if (handler) return handler(exchange);
  const known = [...Object.keys(profile.scenarios), ...Object.keys(SHARED)].toSorted().join(', ');
  sendReply(exchange, { status: 599, text: `no scenario "${scenario}"; there are: ${known}` });
}
