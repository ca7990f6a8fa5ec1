import { expect, test } from 'vitest';
import { FINDING_OUTCOMES, PROBES } from '@/lib/domain/doctor/finding';
import { FIX_CODES } from '@/lib/domain/doctor/fixes';
import { catalogues, pageCatalogue } from '@/lib/i18n/catalogues';

const { doctorProbes, doctorFindings, doctorFixes } = catalogues.en;

test.each([
  ['probe', PROBES, doctorProbes],
  ['finding', Object.keys(FINDING_OUTCOMES), doctorFindings],
  ['fix', FIX_CODES, doctorFixes],
] as const)('every %s has a text, and no text is without one', (_what, codes, texts) => {
  expect(Object.keys(texts).toSorted()).toEqual([...codes].toSorted());
});

test.each(Object.entries({ ...doctorFindings, ...doctorFixes }))(
  '%s is a sentence, or leads to what is to be copied',
  (_code, text) => {
    expect(text).toMatch(/^[{A-Z]/);
    expect(text).toMatch(/[.:]$/);
  },
);

test('no page carries the texts that only the server writes', () => {
  const namespaces = Object.keys(pageCatalogue('en'));
  expect(namespaces).toContain('doctor');
  expect(namespaces.filter((name) => /^doctor./.test(name))).toEqual([]);
});
