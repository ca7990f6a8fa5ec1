'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import { saveFile } from '@/lib/client/structured/save-file';
import { abbreviatePictures } from '@/lib/domain/code/abbreviate-pictures';
import type { CodeLanguage, CodeRequest } from '@/lib/domain/code/code-request';
import { CODE_FILES, writeCode } from '@/lib/domain/code/write-code';
import { CodeText } from '../markdown/code-text';
import { useHighlight } from '../markdown/use-highlight';

const HIGHLIGHTED: Record<CodeLanguage, string> = {
  curl: 'bash',
  python: 'python',
  typescript: 'typescript',
  'ai-sdk': 'typescript',
};

/** A program to read, copy and save. What is read has the bytes of pictures abbreviated. */
export function ProgramText({
  language,
  request,
}: {
  language: CodeLanguage;
  request: CodeRequest;
}) {
  const t = useTranslations('code');
  const shown = useMemo(
    () => writeCode(language, abbreviatePictures(request)),
    [language, request],
  );
  const tokens = useHighlight(shown, HIGHLIGHTED[language], false);
  const name = CODE_FILES[language];
  return (
    <figure
      dir="ltr"
      aria-label={t('program')}
      className="min-w-0 overflow-hidden rounded-control border border-border bg-code text-start"
    >
      <figcaption className="flex items-center border-border border-b ps-3 text-text-muted text-xs">
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <CopyButton
          label={t('copy')}
          copiedLabel={t('copied')}
          failedLabel={t('copyFailed')}
          text={() => writeCode(language, request)}
        />
        <IconButton
          icon={Download}
          label={t('save', { name })}
          onClick={() => saveFile(name, 'text/plain', writeCode(language, request))}
        />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-96 overflow-auto px-3 py-2.5 font-mono text-xs leading-relaxed"
      >
        <code>
          <CodeText code={shown} tokens={tokens} />
        </code>
      </pre>
    </figure>
  );
}
