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

it('shows the words as they are sent: without the blanks around them', () => {
  expect(formatRequest(request, ' \nWhat?\n')).toContain('Earlier.\\n\\nWhat?"');
  expect(JSON.parse(formatRequest(request, ' \n'))).toEqual(JSON.parse(request));
});

it('has no words beside pictures alone', () => {
  const picture = { type: 'image_url', image_url: { url: 'data:,' } };
  const contentOf = (content: unknown) =>
    JSON.parse(formatRequest(JSON.stringify({ content }), '', true)).content;
  const words = { type: 'text', text: QUESTION_STAND_IN };
  expect(contentOf([picture, words])).toEqual([picture]);
  // A model without pictures is told of them in words.
  expect(contentOf(`Image 1:\n\n[left out]\n\n${QUESTION_STAND_IN}`)).toBe(
    'Image 1:\n\n[left out]',
  );
  const withText = JSON.stringify({ content: [picture, words] });
  expect(JSON.parse(formatRequest(withText, 'What?', true)).content[1].text).toBe('What?');
});
