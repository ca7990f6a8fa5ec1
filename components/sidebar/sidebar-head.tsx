'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

type SidebarHeadProps = { onNewChat: () => void; closeButton: ReactNode };

/** The name of the app, and the way to a new chat. */
export function SidebarHead({ onNewChat, closeButton }: SidebarHeadProps) {
  const t = useTranslations('sidebar');
  return (
    <>
      <div className="flex min-h-10 items-center justify-between ps-1">
        <span className="flex items-center gap-2.5 font-bold">
          <span aria-hidden className="grid size-6 place-items-center rounded-md bg-accent">
            <span className="size-2.5 rounded-full border-2 border-accent-text" />
          </span>
          Tenlens
        </span>
        {closeButton}
      </div>
      <Button
        onClick={onNewChat}
        aria-label={t('newChat')}
        className="mt-2 min-h-11 justify-start font-semibold text-base"
      >
        <Plus aria-hidden size={18} />
        {t('newChat')}
        <kbd
          aria-hidden
          className="ms-auto hidden rounded border border-border px-1 font-mono font-normal text-text-faint text-xs md:block"
        >
          {t('newChatKeys')}
        </kbd>
      </Button>
    </>
  );
}
