import { describe, expect, test } from 'vitest';
import { FINDING_OUTCOMES, toFinding } from '@/lib/domain/doctor/finding';
import { fixesFor } from '@/lib/domain/doctor/fixes';
import { costOfRun } from '@/lib/domain/doctor/probe-cost';
import { writeSetting } from '@/lib/domain/doctor/write-setting';

const settingsOf = (...[need, kind]: Parameters<typeof fixesFor>) =>
  fixesFor(need, kind).map(({ setting }) => setting);

describe('the exact thing to start a server with', () => {
  test.each([
    ['tools', 'vllm', '--enable-auto-tool-choice --tool-call-parser mistral'],
    ['tools', 'llama', '--jinja'],
    ['vision', 'llama', '--mmproj FILE'],
    ['window', 'llama', '-c 32768'],
    ['window', 'vllm', '--max-model-len 32768'],
    ['window', 'nim', 'NIM_MAX_MODEL_LEN=32768'],
    ['window', 'ollama', 'OLLAMA_CONTEXT_LENGTH=32768'],
    ['picture-count', 'vllm', `--limit-mm-per-prompt '{"image":10}'`],
    ['picture-count', 'nim', 'NIM_MAX_IMAGES_PER_PROMPT=10'],
    ['template', 'vllm', '--tokenizer_mode mistral --config_format mistral --load_format mistral'],
    ['unbuffered', 'other', 'proxy_buffering off;'],
  ] as const)('%s, %s', (need, kind, setting) => {
    expect(settingsOf(need, kind)).toEqual([setting]);
  });

  test('the reasoning parser comes with the tokenizer mode it needs', () => {
    const [setting] = settingsOf('reasoning', 'vllm');
    expect(setting).toMatch(/--tokenizer_mode mistral .*--reasoning-parser mistral$/);
  });
});

test.each([
  ['nvidia', 'apiKey', 'NVIDIA_API_KEY=x'],
  ['upstream', 'baseUrl', 'UPSTREAM_BASE_URL=x'],
  ['local-8080', 'model', 'UPSTREAM_MODEL=x'],
  ['lab', 'model', '"model": "x"'],
  ['lab', 'apiKey', '"apiKeyVariable": "…"'],
] as const)('a setting of %s is written as it is configured: %s', (id, field, written) => {
  expect(writeSetting(id, field, 'x')).toBe(written);
});

test('the price is an upper bound that fits in a minute of NVIDIA’s', () => {
  expect(costOfRun('nvidia').requests).toBeLessThan(40);
  expect(costOfRun('nvidia').tokens).toBeLessThan(costOfRun('ollama').tokens);
  for (const kind of ['nvidia', 'vllm', 'ollama'] as const) {
    expect(costOfRun('other').requests).toBeGreaterThanOrEqual(costOfRun(kind).requests);
    expect(costOfRun('other').tokens).toBeGreaterThanOrEqual(costOfRun(kind).tokens);
  }
});

test('a finding’s outcome goes with its code', () => {
  expect(toFinding('tools', 'tools-off').outcome).toBe('missing');
  for (const [code, outcome] of Object.entries(FINDING_OUTCOMES)) {
    if (code.startsWith('skipped-')) expect(outcome).toBe('skipped');
    if (/-ok$/.test(code)) expect(outcome).toBe('ok');
  }
});
