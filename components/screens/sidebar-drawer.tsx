'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Drawer } from '@/components/ui/drawer';

type SidebarDrawerProps = { onClose: () => void; children: ReactNode };

/** The sidebar on a phone. */
export default function SidebarDrawer({ onClose, children }: SidebarDrawerProps) {
  const t = useTranslations('sidebar');
  return (
    <Drawer title={t('conversations')} onClose={onClose}>
      {children}
    </Drawer>
  );
}
