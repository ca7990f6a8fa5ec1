'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { SchemaEditor } from '@/lib/client/structured/use-schema-editor';
import { useFaultText } from './use-fault-text';

type SchemaStateProps = {
  id: string;
  editor: Pick<SchemaEditor, 'judged' | 'isUsed' | 'hasGoodName' | 'use'>;
  /** Whether it could not be stored. */
  hasFailed: boolean;
  onGoTo: (line: number, column: number) => void;
};

/** Says what is wrong with what is typed and where, or that it is in use. */
export function SchemaState({ id, editor, hasFailed, onGoTo }: SchemaStateProps) {
  const t = useTranslations('structured');
  const faultText = useFaultText();
  const { judged, isUsed, hasGoodName } = editor;
  const fault = faultText(judged);
  const isEmpty = judged.type === 'empty';
  const isOnItsWay = hasGoodName && !hasFailed;
  return (
    <div className="flex flex-col items-start gap-1 text-xs">
      <p
        id={id}
        role="status"
        className={clsx(
          '[overflow-wrap:anywhere]',
          fault === null || isEmpty ? 'text-text-muted' : 'text-danger-ink',
        )}
      >
        {fault ?? (isUsed ? t('used') : isOnItsWay ? t('saving') : t('keptHere'))}
      </p>
      {judged.type === 'not-json' && (
        <button
          type="button"
          onClick={() => onGoTo(judged.fault.line, judged.fault.column)}
          className="min-h-6 font-medium text-accent-ink underline pointer-coarse:min-h-11"
        >
          {t('goToFault')}
        </button>
      )}
      {fault === null && !isUsed && hasFailed && <Button onClick={editor.use}>{t('use')}</Button>}
      {fault !== null && !isEmpty && <p className="text-text-muted">{t('keptHere')}</p>}
    </div>
  );
}
