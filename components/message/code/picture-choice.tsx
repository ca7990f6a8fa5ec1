'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import type { CodeSubject } from '@/lib/client/api/code';
import { savePicture } from '@/lib/client/code/save-picture';
import type { PictureFile } from '@/lib/domain/code/code-request';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';

type PictureChoiceProps = {
  subject: CodeSubject;
  pictures: readonly PictureFile[];
  isInline: boolean;
  onInline: (isInline: boolean) => void;
};

/** The files that a program reads, each to be saved: exactly the bytes that are sent. */
function PictureFiles({ subject, pictures }: Pick<PictureChoiceProps, 'subject' | 'pictures'>) {
  const t = useTranslations('code');
  const [error, setError] = useState<AppError | null>(null);
  const save = (name: string) => {
    setError(null);
    savePicture(subject, name).catch((cause: unknown) => setError(toAppError(cause)));
  };
  return (
    <>
      <p className="text-sm text-text-muted">{t('files')}</p>
      <ul className="flex flex-wrap gap-2">
        {pictures.map(({ name }) => (
          <li key={name} className="min-w-0">
            <button
              type="button"
              aria-label={t('save', { name })}
              onClick={() => save(name)}
              className="inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-control border border-border-strong bg-raised px-2.5 text-sm transition-colors hover:bg-surface pointer-coarse:min-h-11"
            >
              <Download aria-hidden size={14} className="shrink-0 text-text-muted" />
              <bdi className="truncate">{name}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {error && <FailureAlert error={error} />}
    </>
  );
}

/** Whether pictures are in the program or beside it. */
export function PictureChoice({ subject, pictures, isInline, onInline }: PictureChoiceProps) {
  const t = useTranslations('code');
  // Of the program that is shown, which follows the choice.
  const files = pictures.filter(({ base64 }) => base64 === undefined);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <label className="inline-flex min-h-9 items-center gap-2 self-start text-sm">
        <input
          type="checkbox"
          checked={isInline}
          onChange={({ target }) => onInline(target.checked)}
          className="size-4 accent-accent"
        />
        {t('inline')}
      </label>
      {files.length > 0 && <PictureFiles subject={subject} pictures={files} />}
    </div>
  );
}
