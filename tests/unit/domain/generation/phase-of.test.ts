import { expect, test } from 'vitest';
import { phaseOf } from '@/lib/domain/generation/phase-of';

const queue = { place: 1, expectedMs: 1000 };
const thought = { type: 'reasoning' };
const text = { type: 'text' };

test.each([
  ['queued', [], { queue }],
  ['queued', [text], { queue }],
  ['waiting', [], {}],
  ['waiting', [], { queue: null }],
  ['thinking', [thought], {}],
  ['thinking', [thought, text, thought], {}],
  ['writing', [thought, text], {}],
  ['waiting', [text, { type: 'dynamic-tool' }], {}],
  ['waiting', [{ type: 'tool' }, { type: 'step' }], {}],
  ['waiting', [{ type: 'dynamic-tool' }, { type: 'step-start' }], {}],
  ['approval', [text, { type: 'dynamic-tool' }], { status: 'waiting' }],
] as const)('%s: %j %j', (phase, parts, metadata) => {
  expect(phaseOf(parts, metadata)).toBe(phase);
});
