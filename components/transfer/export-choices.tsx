'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { exportUrl } from '@/lib/client/api/transfer';
import type { ConversationId } from '@/lib/domain/ids';
import { EXPORT_FORMATS } from '@/lib/protocol/export';

const HINTS = { markdown: 'markdownHint', html: 'htmlHint', json: 'jsonHint' } as const;

/** The formats to choose from: links, so that the browser saves while the server still writes. */
export function ExportChoices({ id }: { id?: ConversationId }) {
  const t = useTranslations('transfer');
  return (
    <ul className="flex flex-col gap-2">
      {EXPORT_FORMATS.map((format) => (
        <li key={format}>
          <a
            href={exportUrl(format, id)}
            download
            className="flex min-h-11 items-center gap-3 rounded-control border border-border-strong bg-raised px-3 py-2 text-sm transition-colors hover:bg-surface"
          >
            <Download aria-hidden size={16} className="shrink-0 text-text-muted" />
            <span className="min-w-0">
              <span className="font-medium">{t(format)}</span>
              <span className="block text-text-muted">{t(HINTS[format])}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
