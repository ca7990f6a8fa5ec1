import { expect, it } from 'vitest';
import { formatRequest } from '@/lib/client/context-panel/format-request';
import { QUESTION_STAND_IN } from '@/lib/protocol/prompt-preview';

const request = JSON.stringify({
  messages: [{ role: 'user', content: `Earlier.\n\n${QUESTION_STAND_IN}` }],
  temperature: 0.15,
});

it('puts what is typed where the server could not know it', () => {
  const text = formatRequest(request, 'Is "$&" $1?');
  expect(JSON.parse(text)).toEqual({
    messages: [{ role: 'user', content: 'Earlier.\n\nIs "$&" $1?' }],
    temperature: 0.15,
  });
  expect(text.split('\n')[1]).toBe('  "messages": [');
});

it('leaves the stand-in while nothing is typed', () => {
  expect(JSON.parse(formatRequest(request, ''))).toEqual(JSON.parse(request));
});
