'use client';

import { FlaskConical, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { IconButton } from '@/components/ui/icon-button';
import { type ListedTool, removeOwnTool } from '@/lib/client/api/tools';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { OwnTool } from '@/lib/domain/tool/own-tool';

const OwnToolDialog = lazyPart(() => import('./own-tool-dialog'));
const TryDialog = lazyPart(() => import('./try-dialog'));

type ToolButtonsProps = { tool: ListedTool; onChanged: () => void };

type Open = 'none' | 'try' | 'edit' | 'remove';

/** What can be done with a tool beside switching it on; one that the person made can be changed and deleted. */
export function ToolButtons({ tool, onChanged }: ToolButtonsProps) {
  const t = useTranslations('tools');
  const [open, setOpen] = useState<Open>('none');
  const [error, setError] = useState<AppError | null>(null);
  const { name, own } = tool;
  const close = () => setOpen('none');
  const remove = async ({ id }: OwnTool) => {
    setError(null);
    try {
      await removeOwnTool(id);
      onChanged();
    } catch (cause) {
      // It is still there, with the reason beside it.
      setError(toAppError(cause));
    }
  };
  return (
    <div className="-my-1.5 flex shrink-0 flex-wrap justify-end">
      <IconButton
        icon={FlaskConical}
        iconSize={16}
        label={t('try', { name })}
        onClick={() => setOpen('try')}
      />
      {own && (
        <>
          <IconButton
            icon={Pencil}
            iconSize={16}
            label={t('edit', { name })}
            onClick={() => setOpen('edit')}
          />
          <IconButton
            icon={Trash2}
            iconSize={16}
            label={t('remove', { name })}
            onClick={() => setOpen('remove')}
          />
        </>
      )}
      {error && <FailureAlert error={error} />}
      <Suspense fallback={null}>
        {open === 'try' && <TryDialog tool={tool} onClose={close} />}
        {own && open === 'edit' && <OwnToolDialog tool={own} onSaved={onChanged} onClose={close} />}
      </Suspense>
      {own && open === 'remove' && (
        <ConfirmDialog
          title={t('removeTitle', { name })}
          text={t('removeText')}
          confirmLabel={t('removeConfirm')}
          cancelLabel={t('cancel')}
          onConfirm={() => void remove(own)}
          onClose={close}
        />
      )}
    </div>
  );
}
