import { after, type Faults, once, twice } from './faults';

/** What any of these says in a stream, as servers without rules of their own. */
const COMMON: Faults = {
  'zero-frames': once('upstream-empty'),
  'error-first': twice('upstream-down'),
  'error-mid': after('upstream-down'),
  'problem-mid': after('upstream-down'),
};

/** A call is written as text, so none is seen where none was asked for. */
const CALLS_AS_TEXT: Faults = Object.fromEntries(
  [
    ...['tools-single', 'tools-parallel', 'tools-with-text', 'tools-bad-json', 'tools-named'],
    ...['tools-empty-arguments', 'tools-no-id', 'tools-same-id', 'tools-long-id'],
  ].map((name) => [name, after('finish:stop')]),
);

export const TRANSFORMERS_FAULTS: Faults = {
  ...COMMON,
  ...CALLS_AS_TEXT,
  'tools-cut': after('finish:length'),
  'unexpected-field': once('upstream-field'),
  'unexpected-fields': once('upstream-field'),
  'missing-messages': once('upstream-invalid'),
  internal: twice('upstream-down'),
  'not-found': once('upstream-wrong-url'),
  'version-4': after('finish:stop'),
  'out-of-memory': twice('upstream-down'),
};

export const OLLAMA_FAULTS: Faults = {
  ...COMMON,
  'bad-image': once('upstream-images'),
  'null-content': once('upstream-invalid'),
  'bad-arguments': once('upstream-invalid'),
  'no-messages': once('upstream-invalid'),
  'tools-off': once('upstream-tools-off'),
  'unknown-model': once('upstream-unknown-model'),
  internal: twice('upstream-down'),
  'not-found': once('upstream-wrong-url'),
};

export const LMSTUDIO_FAULTS: Faults = {
  ...COMMON,
  'text-error': once('upstream-invalid'),
  'no-vision': once('upstream-images'),
  'bad-image': once('upstream-images'),
  alternation: once('upstream-invalid'),
  'unknown-model': once('upstream-unknown-model'),
  overflow: once('upstream-context'),
  'overflow-empty': once('upstream-empty'),
};

export const MISTRAL_FAULTS: Faults = {
  ...COMMON,
  'key-wrong': once('upstream-auth'),
  'message-order': once('upstream-invalid'),
  'tool-id': once('upstream-invalid'),
  'tool-count': once('upstream-invalid'),
  'seed-refused': once('upstream-field'),
  'reasoning-refused': once('upstream-field'),
  'unknown-model': once('upstream-unknown-model'),
  context: once('upstream-context'),
  rate: once('upstream-rate'),
  unavailable: twice('upstream-down'),
  'unknown-route': once('upstream-wrong-url'),
  'finish-model-length': after('finish:length'),
  'finish-error': after('upstream-down'),
};
