import { getTranslations } from '@/lib/i18n/get-translations';
import type { DoctorWords } from '@/lib/server/http/answer-doctor';

/** What the doctor says, in the language of who asks. */
export function doctorWords(headers: Headers): DoctorWords {
  const { t: probes } = getTranslations('doctorProbes', headers);
  const { t: findings } = getTranslations('doctorFindings', headers);
  const { t: fixes } = getTranslations('doctorFixes', headers);
  return {
    titleOf: (probe) => probes(probe),
    show: ({ probe, code, outcome, values, fixes: found }) => ({
      probe,
      code,
      outcome,
      title: probes(probe),
      text: findings(code, { ...values }),
      fixes: found.map((fix) => ({ text: fixes(fix.code), setting: fix.setting })),
    }),
  };
}
