import type { ReactNode } from 'react';
import { ChatShell } from '@/components/screens/chat-shell';
import { serverContext } from '@/lib/server/context';
import packageJson from '@/package.json';
import { guardPage } from '../guard-page';

/** The app around its pages. It stays mounted while a new conversation gets its address. */
export default async function ChatLayout({ children }: { children: ReactNode }) {
  await guardPage();
  const { config, hasTemporaryChats } = await serverContext();
  return (
    <>
      <ChatShell
        version={packageJson.version}
        canSignOut={config.authMode === 'password'}
        hasTemporaryChats={hasTemporaryChats}
      />
      {children}
    </>
  );
}
