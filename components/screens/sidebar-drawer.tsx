'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Drawer } from '@/components/ui/drawer';

type SidebarDrawerProps = { isOpen: boolean; onClose: () => void; children: ReactNode };

/** The sidebar on a phone. */
export function SidebarDrawer({ isOpen, onClose, children }: SidebarDrawerProps) {
  const t = useTranslations('sidebar');
  return (
    <Drawer isOpen={isOpen} title={t('conversations')} onClose={onClose}>
      {children}
    </Drawer>
  );
}
