import 'server-only';

/**
 * Fields of a request that an answer can do without, by their usual names on the wire. A server that
 * refuses one is asked again without it.
 */
export const OPTIONAL_FIELDS = [
  'top_p',
  'seed',
  'stop',
  'frequency_penalty',
  'presence_penalty',
  'stream_options',
  'response_format',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
] as const;

export type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/** Fields that mean nothing without tools. */
export const TOOL_FIELDS: readonly OptionalField[] = [
  'tools',
  'tool_choice',
  'parallel_tool_calls',
];
