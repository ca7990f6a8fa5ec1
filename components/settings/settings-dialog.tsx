'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { deleteAllData } from '@/lib/client/api/conversations';
import { signOut } from '@/lib/client/api/session';
import { forgetAllDrafts } from '@/lib/client/draft/drafts';
import { forgetAllSchemaDrafts } from '@/lib/client/structured/schema-draft';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { LargestField } from './largest-field';
import { NotificationField } from './notification-field';
import { SystemPromptField } from './system-prompt-field';
import { ThemeField } from './theme-field';
import { UsageLink } from './usage-link';

type SettingsDialogProps = {
  version: string;
  /** Whether there is a session to end. */
  canSignOut: boolean;
  /** Tools of others. */
  mcpServers: ReactNode;
  /** Export and import. */
  yourData: ReactNode;
  onClose: () => void;
};

/** What holds for all conversations. */
export default function SettingsDialog(props: SettingsDialogProps) {
  const { version, canSignOut, mcpServers, yourData, onClose } = props;
  const t = useTranslations('settings');
  const [isConfirming, setConfirming] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  /** Everything on the page may show what is gone then: it is loaded anew. */
  const leaveBy = async (act: () => Promise<void>, path: string) => {
    setError(null);
    try {
      await act();
      forgetAllSchemaDrafts();
      await forgetAllDrafts();
      window.location.assign(path);
    } catch (cause) {
      setError(toAppError(cause));
    }
  };
  return (
    <Dialog
      isOpen
      title={t('title')}
      description={t('description')}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <div className="flex flex-col gap-6">
        <ThemeField />
        <NotificationField />
        <SystemPromptField />
        <LargestField />
        <section className="flex flex-col items-start gap-2">
          <h3 className="font-semibold text-sm">{t('connections')}</h3>
          <p className="text-sm text-text-muted">{t('connectionsText')}</p>
          <Link href="/doctor" className="text-accent-ink text-sm underline">
            {t('checkConnection')}
          </Link>
        </section>
        <UsageLink />
        {mcpServers}
        {yourData}
        <section className="flex flex-col items-start gap-2">
          <h3 className="font-semibold text-sm">{t('deleteAll')}</h3>
          <p className="text-sm text-text-muted">{t('deleteAllText')}</p>
          <Button variant="danger" onClick={() => setConfirming(true)}>
            {t('deleteAll')}
          </Button>
        </section>
        {error && <FailureAlert error={error} />}
        <footer className="flex items-center justify-between text-sm text-text-faint">
          <span>
            {t('version', { version })} · {t('licence')}
          </span>
          {canSignOut && (
            <Button onClick={() => void leaveBy(signOut, '/sign-in')}>{t('signOut')}</Button>
          )}
        </footer>
      </div>
      {isConfirming && (
        <ConfirmDialog
          title={t('deleteAll')}
          text={t('deleteAllText')}
          confirmLabel={t('deleteAllConfirm')}
          cancelLabel={t('cancel')}
          onConfirm={() => void leaveBy(deleteAllData, '/')}
          onClose={() => setConfirming(false)}
        />
      )}
    </Dialog>
  );
}
