'use client';

import { useTranslations } from 'next-intl';
import type { JsonValue } from '@/lib/domain/prompt/prompt';
import { FoldedText } from './folded-text';

type CallArgumentsProps = {
  name: string;
  /** An object; the text that the model wrote where that is none. */
  input: JsonValue;
  /** Whether the person is to decide by them. */
  isAsked: boolean;
};

const isEmpty = (input: JsonValue) =>
  typeof input === 'object' && input !== null && Object.keys(input).length === 0;

/** What a tool is called with, as JSON. */
export function CallArguments({ name, input, isAsked }: CallArgumentsProps) {
  const t = useTranslations('tools');
  if (isEmpty(input)) return <p className="text-text-muted text-xs">{t('noArguments')}</p>;
  const text = typeof input === 'string' ? input : JSON.stringify(input, null, 2);
  return (
    <FoldedText
      name={`arguments ${name}`}
      label={t('arguments')}
      text={text}
      isImportant={isAsked}
      isCode
    />
  );
}
