'use client';

import { PanelLeftClose, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { LightboxHost } from '@/components/lightbox/lightbox-host';
import { Sidebar } from '@/components/sidebar/sidebar';
import { IconButton } from '@/components/ui/icon-button';
import { useFreshLists } from '@/lib/client/conversations/use-fresh-lists';
import { usePreference } from '@/lib/client/preferences/preference';
import { lazyPart } from '@/lib/client/version/lazy-part';
import { ChatScreen } from './chat-screen';
import { refreshList } from './refresh-list';
import { TemporaryToggle } from './temporary-toggle';
import { useNotifications } from './use-notifications';
import { useSession } from './use-session';

const SidebarDrawer = lazyPart(() => import('./sidebar-drawer'));
const SettingsDialog = lazyPart(() => import('@/components/settings/settings-dialog'));
const McpSection = lazyPart(() => import('@/components/mcp/mcp-section'));
const YourData = lazyPart(() => import('@/components/transfer/your-data'));

type ChatShellProps = { version: string; canSignOut: boolean; hasTemporaryChats: boolean };

/** The app: conversations at the side, one of them in the middle. */
export function ChatShell({ version, canSignOut, hasTemporaryChats }: ChatShellProps) {
  const t = useTranslations('sidebar');
  const { session, store, startNew, toggleTemporary, open } = useSession();
  useFreshLists();
  useNotifications(open);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [isSettingsOpen, setSettingsOpen] = useState(false);
  const [settingsRevision, setSettingsRevision] = useState(0);
  const [sidebar, setSidebar] = usePreference('sidebar');
  const isCollapsed = sidebar === 'collapsed';
  const closeDrawer = () => setDrawerOpen(false);
  const shared = {
    currentId: session.conversationId,
    onChoose: closeDrawer,
    onNewChat: () => {
      closeDrawer();
      startNew();
    },
    onOpenSettings: () => {
      closeDrawer();
      setSettingsOpen(true);
    },
  };
  return (
    <div className="flex h-dvh overflow-hidden">
      {!isCollapsed && (
        <aside className="hidden w-66 shrink-0 border-border border-e md:block">
          <Sidebar
            {...shared}
            closeButton={
              <IconButton
                icon={PanelLeftClose}
                label={t('collapse')}
                onClick={() => setSidebar('collapsed')}
                className="rtl:-scale-x-100"
              />
            }
          />
        </aside>
      )}
      {isDrawerOpen && (
        <Suspense fallback={null}>
          <SidebarDrawer onClose={closeDrawer}>
            <Sidebar
              {...shared}
              closeButton={<IconButton icon={X} label={t('close')} onClick={closeDrawer} />}
            />
          </SidebarDrawer>
        </Suspense>
      )}
      <ChatScreen
        key={session.key}
        session={session}
        temporaryToggle={
          session.conversationId === null && (
            <TemporaryToggle
              isOn={session.isTemporary}
              isPossible={hasTemporaryChats}
              onChange={toggleTemporary}
            />
          )
        }
        sidebar={{
          isHidden: isCollapsed,
          openDrawer: () => setDrawerOpen(true),
          expand: () => setSidebar('open'),
        }}
        settings={{ revision: settingsRevision, open: () => setSettingsOpen(true) }}
        onStored={store}
        onOpen={open}
        onNewChat={startNew}
      />
      <LightboxHost />
      {isSettingsOpen && (
        <Suspense fallback={null}>
          <SettingsDialog
            version={version}
            canSignOut={canSignOut}
            mcpServers={<McpSection />}
            yourData={<YourData onImported={refreshList} />}
            onClose={() => {
              setSettingsOpen(false);
              setSettingsRevision((before) => before + 1);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
