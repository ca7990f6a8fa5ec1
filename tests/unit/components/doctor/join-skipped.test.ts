import { expect, test } from 'vitest';
import { joinSkipped } from '@/components/doctor/join-skipped';
import type { ShownFinding } from '@/lib/protocol/doctor';

const finding = (title: string, outcome: ShownFinding['outcome'], text: string): ShownFinding => ({
  probe: title.toLowerCase(),
  code: 'x',
  outcome,
  title,
  text,
  fixes: [],
});

test('what was left out for one reason is said once, where it was first left out', () => {
  const shown = joinSkipped([
    finding('Key', 'broken', 'Refused.'),
    finding('Model', 'skipped', 'The key comes first.'),
    finding('Thinking', 'skipped', 'No thoughts.'),
    finding('Window', 'skipped', 'The key comes first.'),
    finding('Rate', 'ok', 'The key comes first.'),
  ]);
  expect(shown.map(({ title, text }) => [title, text])).toEqual([
    ['Key', 'Refused.'],
    ['Model, Window', 'The key comes first.'],
    ['Thinking', 'No thoughts.'],
    ['Rate', 'The key comes first.'],
  ]);
});
