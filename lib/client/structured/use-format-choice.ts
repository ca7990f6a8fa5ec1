import 'client-only';
import { useEffect, useState } from 'react';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import type { ConversationSettingsInView } from '../conversation-settings/use-conversation-settings';
import { putSchemaAside, readSchemaDraft } from './schema-draft';

type Format = 'text' | ResponseFormat['type'];

/**
 * The form that is shown as chosen, a schema also while it is none yet, and how to choose another one.
 *
 * @param place - Where a schema that is being typed is kept: see `schemaPlaceOf`.
 */
export function useFormatChoice(
  place: string,
  own: Pick<ConversationSettingsInView, 'settings' | 'change' | 'error'>,
) {
  const { responseFormat } = own.settings;
  const used: Format = responseFormat?.type ?? 'text';
  const isTyped = () => readSchemaDraft(place)?.isAside === false;
  const [isWriting, setWriting] = useState(isTyped);
  // Something else was chosen elsewhere, such as a preset.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is kept is read.
  useEffect(() => {
    if (used !== 'json-schema' && !isTyped()) setWriting(false);
  }, [used, place]);
  const shown: Format = isWriting ? 'json-schema' : used;
  return {
    shown,
    choose(format: Format) {
      setWriting(format === 'json-schema');
      if (format === 'json-schema') return;
      putSchemaAside(place, responseFormat, own.error !== null);
      void own.change({ responseFormat: format === 'json' ? { type: 'json' } : undefined });
    },
  };
}
