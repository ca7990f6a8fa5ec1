'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { MAX_SCHEMA_CHARACTERS, type SchemaText } from '@/lib/domain/structured/judge-schema-text';

/** What keeps a text from being a schema, in words; nothing where it is one. */
export function useFaultText(): (judged: SchemaText) => string | null {
  const t = useTranslations('structured');
  const format = useFormatter();
  return (judged) => {
    switch (judged.type) {
      case 'schema':
        return null;
      case 'empty':
        return t('empty');
      case 'too-long':
        return t('tooLong', { count: format.number(MAX_SCHEMA_CHARACTERS) });
      case 'not-json': {
        const { line, column, expected } = judged.fault;
        return t('jsonFault', { line, column, fault: t(`expectsJson.${expected}`) });
      }
      case 'not-schema': {
        const { path, expected } = judged.fault;
        return t('schemaFault', {
          path: path || t('whole'),
          fault: t(`expectsSchema.${expected}`),
        });
      }
      case 'lost-reference':
        return t('lostReference', { path: judged.path });
    }
  };
}
