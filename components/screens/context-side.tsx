'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Drawer } from '@/components/ui/drawer';

type ContextSideProps = { isWide: boolean; onClose: () => void; children: ReactNode };

/** The place of the panel: a column of its own, or over the page where there is no room for one. */
export default function ContextSide({ isWide, onClose, children }: ContextSideProps) {
  const t = useTranslations('contextPanel');
  if (!isWide) {
    return (
      <Drawer title={t('title')} side="end" onClose={onClose}>
        {children}
      </Drawer>
    );
  }
  return (
    <aside
      aria-label={t('title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      className="w-84 shrink-0 border-border border-s"
    >
      {children}
    </aside>
  );
}
