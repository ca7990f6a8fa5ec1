'use client';

import { Menu, PanelLeftOpen, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { ModelDescriptor } from '@/lib/domain/model';

/** The sidebar as the header brings it back. */
export type HeaderSidebar = {
  readonly isHidden: boolean;
  readonly openDrawer: () => void;
  readonly expand: () => void;
};

type ChatHeaderProps = {
  title: string;
  model: ModelDescriptor | null;
  sidebar: HeaderSidebar;
  onNewChat: () => void;
  /** What can be done with what is open. */
  children: ReactNode;
};

/** What is open, and what it is connected to. */
export function ChatHeader(props: ChatHeaderProps) {
  const { title, model, sidebar, onNewChat, children } = props;
  const t = useTranslations('chat');
  const words = useTranslations('sidebar');
  return (
    <header className="flex min-h-14 items-center gap-2 border-border border-b px-3 pt-[env(safe-area-inset-top)] md:px-5">
      <IconButton
        icon={Menu}
        label={t('openSidebar')}
        onClick={sidebar.openDrawer}
        className="md:hidden"
      />
      {sidebar.isHidden && (
        <IconButton
          icon={PanelLeftOpen}
          label={words('expand')}
          onClick={sidebar.expand}
          className="hidden rtl:-scale-x-100 md:inline-flex"
        />
      )}
      <h1 dir="auto" className="min-w-0 flex-1 truncate font-semibold sm:min-w-40">
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
      {children}
      <IconButton icon={Plus} label={t('newChat')} onClick={onNewChat} className="md:hidden" />
    </header>
  );
}
