import 'server-only';

const CALL = /\[TOOL_CALLS\]|get_weather\s*(?:\[ARGS\]\s*)?\{|"name"\s*:\s*"get_weather"/;

/** Whether an answer holds a call of the doctor's tool that nobody parsed: `[TOOL_CALLS]get_weather{"city": …`. */
export const isCallAsText = (text: string): boolean => CALL.test(text);
