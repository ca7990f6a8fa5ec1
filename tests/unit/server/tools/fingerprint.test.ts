import { expect, test } from 'vitest';
import type { ToolDefinition } from '@/lib/domain/prompt/prompt';
import { fingerprintOf } from '@/lib/server/tools/fingerprint';

const tool: ToolDefinition = {
  name: 'add',
  description: 'Adds two numbers',
  parameters: {
    type: 'object',
    properties: { left: { type: 'number', description: 'the one' }, right: { type: 'number' } },
    required: ['left', 'right'],
  },
};

test('is a SHA-256 of the definition as canonical JSON', () => {
  // printf '{"description":"d","name":"n","parameters":{}}' | sha256sum
  const expected = '0ee5873ddba608c6ef9974e6376e4b17651a188a5f07da9c330af06d150e5128';
  expect(fingerprintOf({ parameters: {}, name: 'n', description: 'd' })).toBe(expected);
});

test('the order of keys does not matter, at any depth', () => {
  const turned: ToolDefinition = {
    parameters: {
      required: ['left', 'right'],
      properties: { right: { type: 'number' }, left: { description: 'the one', type: 'number' } },
      type: 'object',
    },
    description: 'Adds two numbers',
    name: 'add',
  };
  expect(fingerprintOf(turned)).toBe(fingerprintOf(tool));
});

test.each<[string, ToolDefinition]>([
  ['its name', { ...tool, name: 'add2' }],
  ['its description', { ...tool, description: 'Adds two numbers.' }],
  [
    'a description deep in its schema',
    {
      ...tool,
      parameters: {
        ...tool.parameters,
        properties: { left: { type: 'number', description: 'the two' }, right: { type: 'number' } },
      },
    },
  ],
  [
    'the order of a list',
    { ...tool, parameters: { ...tool.parameters, required: ['right', 'left'] } },
  ],
  ['where text ends', { ...tool, name: 'ad', description: 'dAdds two numbers' }],
])('another fingerprint for a change of %s', (_, changed) => {
  expect(fingerprintOf(changed)).not.toBe(fingerprintOf(tool));
});
