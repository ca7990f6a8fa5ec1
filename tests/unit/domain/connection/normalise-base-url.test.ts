import { expect, test } from 'vitest';
import { normaliseBaseUrl } from '@/lib/domain/connection/normalise-base-url';

const NVIDIA = 'https://integrate.api.nvidia.com/v1';
const HOSTED = 'mistralai/ministral-14b-instruct-2512';

test.each([
  [NVIDIA, NVIDIA],
  [`${NVIDIA}/`, NVIDIA],
  ['https://integrate.api.nvidia.com', NVIDIA],
  [`${NVIDIA}/chat/completions`, NVIDIA],
  [`${NVIDIA}/chat/completions/`, NVIDIA],
  [`${NVIDIA}/completions`, NVIDIA],
  [`${NVIDIA}/models`, NVIDIA],
  ['http://localhost:8000', 'http://localhost:8000/v1'],
  ['http://localhost:8000/', 'http://localhost:8000/v1'],
  ['http://127.0.0.1:8080/v1///', 'http://127.0.0.1:8080/v1'],
  ['localhost:11434', 'http://localhost:11434/v1'],
  ['192.168.1.20:8000/v1', 'http://192.168.1.20:8000/v1'],
  ['[::1]:8000', 'http://[::1]:8000/v1'],
  ['api.example.com', 'https://api.example.com/v1'],
  ['  https://API.Example.com/V2/chat/completions ', 'https://api.example.com/V2'],
  ['https://example.com/openai/deployments/x', 'https://example.com/openai/deployments/x'],
  ['http://127.0.0.1:4010/nvidia/v1', 'http://127.0.0.1:4010/nvidia/v1'],
])('%s is %s', (text, baseUrl) => {
  expect(normaliseBaseUrl(text)).toEqual({ baseUrl });
});

test.each([`${NVIDIA}/${HOSTED}`, `${NVIDIA}/${HOSTED}/`, `${NVIDIA}/${HOSTED}/chat/completions`])(
  'NVIDIA’s path-style address names a model: %s',
  (text) => {
    expect(normaliseBaseUrl(text)).toEqual({ baseUrl: NVIDIA, suggestedModel: HOSTED });
  },
);

test('elsewhere such a path is just a path', () => {
  expect(normaliseBaseUrl('https://example.com/v1/a/b')).toEqual({
    baseUrl: 'https://example.com/v1/a/b',
  });
});

test.each([
  '',
  '   ',
  'ftp://example.com',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://user:password@example.com/v1',
  'https://example.com/v1?key=1',
  'https://example.com/v1#x',
  'https://exa mple.com',
  'https://',
  '//example.com',
  'https://example.com:port/v1',
  'https://example.com\\@evil.example',
])('%j is no address', (text) => {
  expect(normaliseBaseUrl(text)).toBeNull();
});
