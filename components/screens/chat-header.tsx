'use client';

import { Menu, PanelLeftOpen, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { ModelDescriptor } from '@/lib/domain/model';

type ChatHeaderProps = {
  title: string;
  model: ModelDescriptor | null;
  isSidebarHidden: boolean;
  onNewChat: () => void;
  onOpenDrawer: () => void;
  onExpandSidebar: () => void;
  temporaryToggle: ReactNode;
  exportButton: ReactNode;
};

/** What is open, and what it is connected to. */
export function ChatHeader(props: ChatHeaderProps) {
  const { title, model, isSidebarHidden, onNewChat, onOpenDrawer, onExpandSidebar } = props;
  const { temporaryToggle, exportButton } = props;
  const t = useTranslations('chat');
  const sidebar = useTranslations('sidebar');
  return (
    <header className="flex min-h-14 items-center gap-2 border-border border-b px-3 pt-[env(safe-area-inset-top)] md:px-5">
      <IconButton
        icon={Menu}
        label={t('openSidebar')}
        onClick={onOpenDrawer}
        className="md:hidden"
      />
      {isSidebarHidden && (
        <IconButton
          icon={PanelLeftOpen}
          label={sidebar('expand')}
          onClick={onExpandSidebar}
          className="hidden rtl:-scale-x-100 md:inline-flex"
        />
      )}
      <h1 dir="auto" className="min-w-0 flex-1 truncate font-semibold">
        {title || t('untitled')}
      </h1>
      {model && (
        <span className="hidden min-w-0 items-center gap-2 rounded-full border border-border-strong bg-raised px-3 py-1 text-sm text-text-muted sm:inline-flex">
          <span aria-hidden className="size-2 shrink-0 rounded-full bg-ok-ink" />
          <span className="truncate">
            {model.isDemo ? model.connectionLabel : `${model.connectionLabel} · ${model.name}`}
          </span>
        </span>
      )}
      {temporaryToggle}
      {exportButton}
      <IconButton icon={Plus} label={t('newChat')} onClick={onNewChat} className="md:hidden" />
    </header>
  );
}
