import type { ShownFinding } from '@/lib/protocol/doctor';

/** What was left out for one and the same reason becomes one finding that names all of it. */
export function joinSkipped(findings: readonly ShownFinding[]): readonly ShownFinding[] {
  const joined: ShownFinding[] = [];
  for (const finding of findings) {
    const index = joined.findIndex(
      ({ outcome, text }) => outcome === 'skipped' && text === finding.text,
    );
    const before = joined[index];
    if (!before || finding.outcome !== 'skipped') joined.push(finding);
    else joined[index] = { ...before, title: `${before.title}, ${finding.title}` };
  }
  return joined;
}
