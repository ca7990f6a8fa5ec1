/** Fields of a request that OpenAI's libraries know; a server may take more. */
export const OPENAI_FIELDS: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'temperature',
  'max_tokens',
  'top_p',
  'seed',
  'stop',
  'frequency_penalty',
  'presence_penalty',
  'response_format',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
]);
