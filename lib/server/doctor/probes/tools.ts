import 'server-only';
import { fixesFor } from '@/lib/domain/doctor/fixes';
import { type Examination, type Probe, toBody } from '../examination';
import { isCallAsText } from '../is-call-as-text';

const TOOL = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Says what the weather is in a city.',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
    },
  },
};
const QUESTION = 'What is the weather in Paris? Use the tool.';
const CALL_TOKENS = 64;

const toolBody = (examination: Examination) => ({
  ...toBody(examination, QUESTION, CALL_TOKENS),
  tools: [TOOL],
  tool_choice: 'auto',
});

/** Whether a call of a tool comes back as one. */
export const tools: Probe = async (examination) => {
  const { ask, kind, learnt } = examination;
  const answer = await ask.chat(toolBody(examination));
  const fixes = fixesFor('tools', kind);
  if (!answer.isAccepted) {
    const isOff = answer.code === 'upstream-tools-off' || /tool/i.test(answer.text);
    // A call that comes as text, or did not come this once, does not mean that there are none.
    if (isOff) learnt.ofModel.supportsTools = false;
    if (isOff) return { code: 'tools-off', fixes };
    return { code: 'failed-status', values: { status: answer.status } };
  }
  if (answer.toolCalls > 0) {
    examination.callsTools = true;
    learnt.ofModel.supportsTools = null;
    learnt.tools = 'whole';
    return { code: 'tools-ok' };
  }
  if (isCallAsText(answer.text)) return { code: 'tools-text', fixes };
  return { code: 'tools-unused', fixes };
};

/** Whether a call survives being streamed; vLLM 0.12.0 loses it. */
export const streamedTools: Probe = async (examination) => {
  const { ask, kind, learnt, callsTools } = examination;
  if (!callsTools) return { code: 'skipped-tools' };
  const answer = await ask.stream(toolBody(examination));
  if (!answer.isAccepted) return { code: 'failed-status', values: { status: answer.status } };
  if (!answer.hasToolCalls) {
    return { code: 'tools-streamed-lost', fixes: fixesFor('streamed-tools', kind) };
  }
  learnt.tools = 'streamed';
  return { code: 'tools-streamed-ok' };
};
