'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import { saveFile } from '@/lib/client/structured/save-file';
import type { JsonValue } from '@/lib/domain/prompt/prompt';
import {
  DATA_FORMATS,
  DATA_MEDIA_TYPES,
  type DataFormat,
  writeData,
} from '@/lib/domain/structured/write-data';

const NAMES: Readonly<Record<DataFormat, string>> = { json: 'JSON', csv: 'CSV', jsonl: 'JSONL' };
/** Without it Excel takes a file for one of its old encodings. */
const BYTE_ORDER_MARK = '\ufeff';

/** Copies data, or saves it as a file. */
export function DataActions({ value }: { value: JsonValue }) {
  const t = useTranslations('structured');
  const [format, setFormat] = useState<DataFormat>('json');
  const save = () => {
    const mark = format === 'csv' ? BYTE_ORDER_MARK : '';
    saveFile(`answer.${format}`, DATA_MEDIA_TYPES[format], mark + writeData(value, format));
  };
  return (
    <div className="flex items-center">
      <select
        aria-label={t('copyAs')}
        value={format}
        onChange={(event) => {
          const chosen = DATA_FORMATS.find((each) => each === event.target.value);
          if (chosen) setFormat(chosen);
        }}
        className="min-h-8 cursor-pointer rounded bg-transparent text-base text-text-muted hover:text-text pointer-coarse:min-h-11 sm:text-sm"
      >
        {DATA_FORMATS.map((each) => (
          <option key={each} value={each} className="bg-background text-text">
            {NAMES[each]}
          </option>
        ))}
      </select>
      <CopyButton
        text={() => writeData(value, format)}
        label={t('copy')}
        copiedLabel={t('copied')}
        failedLabel={t('copyFailed')}
      />
      <IconButton icon={Download} label={t('save')} onClick={save} />
    </div>
  );
}
