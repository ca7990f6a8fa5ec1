'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CodeSubject } from '@/lib/client/api/code';
import {
  CODE_LANGUAGES,
  type CodeLanguage,
  type CodeRequest,
} from '@/lib/domain/code/code-request';
import { PictureChoice } from './picture-choice';
import { ProgramText } from './program-text';

const NAMES: Record<CodeLanguage, string> = {
  curl: 'curl',
  python: 'Python',
  typescript: 'TypeScript',
  'ai-sdk': 'AI SDK',
};
const HINTS = {
  curl: 'hintCurl',
  python: 'hintPython',
  typescript: 'hintTypeScript',
  'ai-sdk': 'hintAiSdk',
} as const;

type ChoiceProps = { chosen: CodeLanguage; onChoose: (language: CodeLanguage) => void };

function LanguageChoice({ chosen, onChoose }: ChoiceProps) {
  const t = useTranslations('code');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls.
    <div role="group" aria-label={t('language')} className="flex flex-wrap gap-1">
      {CODE_LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={language === chosen}
          onClick={() => onChoose(language)}
          className={clsx(
            'min-h-9 rounded-control px-3 text-sm transition-colors pointer-coarse:min-h-11',
            language === chosen
              ? 'bg-accent-soft font-medium text-accent-ink'
              : 'text-text-muted hover:bg-surface hover:text-text',
          )}
        >
          {NAMES[language]}
        </button>
      ))}
    </div>
  );
}

/** What a program needs around it: a key, an address, a command. */
function Hints({ language, request }: { language: CodeLanguage; request: CodeRequest }) {
  const t = useTranslations('code');
  const { baseUrl, keyVariable } = request;
  return (
    <ul className="flex list-disc flex-col gap-1 ps-5 text-sm text-text-muted">
      {baseUrl === null && <li>{t('demo')}</li>}
      <li>{keyVariable === null ? t('noKey') : t('key', { variable: keyVariable })}</li>
      <li>{t(HINTS[language])}</li>
    </ul>
  );
}

type CodeViewProps = {
  subject: CodeSubject;
  request: CodeRequest;
  isLoading: boolean;
  isInline: boolean;
  onInline: (isInline: boolean) => void;
};

/** A request as a program in a language of choice, with what it needs. */
export function CodeView({ subject, request, isLoading, isInline, onInline }: CodeViewProps) {
  const [language, setLanguage] = useState<CodeLanguage>('curl');
  return (
    <div className="flex min-w-0 flex-col gap-4" aria-busy={isLoading}>
      <LanguageChoice chosen={language} onChoose={setLanguage} />
      {request.pictures.length > 0 && (
        <PictureChoice
          subject={subject}
          pictures={request.pictures}
          isInline={isInline}
          onInline={onInline}
        />
      )}
      <ProgramText language={language} request={request} />
      <Hints language={language} request={request} />
    </div>
  );
}
