'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { tryTool } from '@/lib/client/api/tools';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { exampleOf } from '@/lib/domain/tool/example-of';
import type { ToolSummary, ToolTrialResult } from '@/lib/protocol/tools';
import { JsonArea } from '../fields/json-area';
import { TrialResult } from './trial-result';

type TryDialogProps = { tool: ToolSummary; onClose: () => void };

type Trial = ToolTrialResult | AppError | 'running' | null;

/** Calls a tool without a model, with arguments that the person writes. */
export default function TryDialog({ tool, onClose }: TryDialogProps) {
  const t = useTranslations('tools');
  const id = useId();
  const [text, setText] = useState(() => JSON.stringify(exampleOf(tool.parameters), null, 2));
  const [trial, setTrial] = useState<Trial>(null);
  const run = async () => {
    setTrial('running');
    setTrial(await tryTool(tool.key, text).catch((cause: unknown) => toAppError(cause)));
  };
  return (
    <Dialog
      isOpen
      title={t('tryTitle', { name: tool.name })}
      description={t('tryText')}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="font-medium text-sm">
          {t('arguments')}
        </label>
        <JsonArea id={id} rows={6} value={text} onChange={({ target }) => setText(target.value)} />
      </div>
      <Button
        variant="primary"
        disabled={trial === 'running'}
        onClick={() => void run()}
        className="self-start"
      >
        {t('run')}
      </Button>
      <div role="status" className="empty:hidden">
        {trial === 'running' && <p className="text-sm text-text-muted">{t('stateRunning')}</p>}
        {trial !== null && trial !== 'running' && 'type' in trial && <TrialResult result={trial} />}
      </div>
      {trial instanceof Error && <FailureAlert error={trial} />}
    </Dialog>
  );
}
