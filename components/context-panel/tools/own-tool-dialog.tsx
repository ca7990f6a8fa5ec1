'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { saveOwnTool } from '@/lib/client/api/tools';
import { draftOfTool, judgeTool } from '@/lib/client/tools/own-tool-draft';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { OwnTool } from '@/lib/domain/tool/own-tool';
import { LongField } from '../fields/long-field';
import { TextField } from '../fields/text-field';
import { ActionFields } from './action-fields';
import { ParametersField } from './parameters-field';
import { useToolFaults } from './use-tool-faults';

type OwnToolDialogProps = {
  /** `null` makes a new one. */
  tool: OwnTool | null;
  onSaved: (tool: OwnTool) => void;
  onClose: () => void;
};

/** Where a person makes a tool: what the model is told of it, and what is done when it is called. */
export default function OwnToolDialog({ tool, onSaved, onClose }: OwnToolDialogProps) {
  const t = useTranslations('tools');
  const [draft, setDraft] = useState(() => draftOfTool(tool));
  const [error, setError] = useState<AppError | null>(null);
  const [isTouched, setTouched] = useState(false);
  const judged = judgeTool(draft);
  const faults = useToolFaults()(judged, isTouched);
  const change = (next: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...next }));
  const save = async () => {
    setTouched(true);
    setError(null);
    if (!judged.tool) return;
    try {
      onSaved(await saveOwnTool(tool?.id ?? null, judged.tool));
      onClose();
    } catch (cause) {
      // What is written stays, with the reason.
      setError(toAppError(cause));
    }
  };
  return (
    <Dialog
      isOpen
      title={tool ? t('editTitle', { name: tool.name }) : t('newTitle')}
      description={t('dialogText')}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        value={draft.name}
        fault={faults.name}
        onChange={(name) => change({ name })}
      />
      <LongField
        label={t('description')}
        value={draft.description}
        rows={2}
        fault={faults.description}
        onChange={(description) => change({ description })}
      />
      <ParametersField
        text={draft.parameters}
        fault={faults.parameters}
        onChange={(parameters) => change({ parameters })}
      />
      <ActionFields draft={draft} faults={faults} onChange={change} />
      {error && <FailureAlert error={error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button variant="primary" onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </Dialog>
  );
}
