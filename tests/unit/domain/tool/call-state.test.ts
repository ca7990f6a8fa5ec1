import { expect, test } from 'vitest';
import { callStateOf } from '@/lib/domain/tool/call-state';

const output = { text: '', isError: false, ms: 1, images: [] };

test.each([
  ['running', { state: 'running' }, 'streaming', true],
  ['approval', { state: 'approval' }, 'waiting', true],
  ['reply', { state: 'reply' }, 'waiting', true],
  ['cancelled', { state: 'approval' }, 'waiting', false],
  ['cancelled', { state: 'reply' }, 'stopped', true],
  ['cancelled', { state: 'running' }, 'stopped', true],
  ['cancelled', { state: 'running' }, 'cut', true],
  ['denied', { state: 'denied' }, 'done', false],
  ['done', { state: 'done', output }, 'done', false],
  ['failed', { state: 'done', output: { ...output, isError: true } }, 'streaming', true],
  ['failed', { state: 'done' }, 'done', true],
] as const)('%s: %j in an answer that is %s', (shown, call, status, isNewest) => {
  expect(callStateOf(call, status, isNewest)).toBe(shown);
});
