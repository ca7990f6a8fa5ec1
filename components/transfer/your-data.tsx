'use client';

import { useTranslations } from 'next-intl';
import { ExportChoices } from './export-choices';
import { ImportSection } from './import-section';

/** A person's way out and in again: everything as a file, and back. */
export default function YourData({ onImported }: { onImported: () => void }) {
  const t = useTranslations('transfer');
  return (
    <section className="flex flex-col gap-4">
      <h3 className="font-semibold text-sm">{t('yourData')}</h3>
      <section className="flex flex-col gap-2">
        <h4 className="font-medium text-sm">{t('exportAll')}</h4>
        <p className="text-sm text-text-muted">{t('exportAllText')}</p>
        <ExportChoices />
      </section>
      <ImportSection onImported={onImported} />
    </section>
  );
}
