'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { JudgedTool } from '@/lib/client/tools/own-tool-draft';
import { TOOL_LIMITS } from '@/lib/protocol/tools';
import { useFaultText } from '../format/use-fault-text';

const FLAWS = { form: 'urlForm', origin: 'urlOrigin', argument: 'urlArgument' } as const;

/** What keeps each field of a tool from being used, in words; `null` where it can be. */
export type ToolFaults = Readonly<Record<'name' | keyof typeof TOOL_LIMITS, string | null>>;

/** Puts in words what keeps a draft from being a tool. */
export function useToolFaults() {
  const t = useTranslations('tools');
  const format = useFormatter();
  const schemaText = useFaultText();
  /** @param isTouched - Whether the person takes it to be finished: what is still empty counts then. */
  return (judged: JudgedTool, isTouched: boolean): ToolFaults => {
    const { hasGoodName, schema, isObject, urlFlaw, isTooLong } = judged;
    const lengthOf = (field: keyof typeof TOOL_LIMITS) =>
      isTooLong[field]
        ? t(field === 'parameters' ? 'schemaTooLong' : 'tooLong', {
            count: format.number(TOOL_LIMITS[field]),
          })
        : null;
    return {
      name: isTouched && !hasGoodName ? t('nameFault') : null,
      description: lengthOf('description'),
      parameters:
        schemaText(schema) ?? (isObject ? null : t('notObject')) ?? lengthOf('parameters'),
      reply: lengthOf('reply'),
      url: lengthOf('url') ?? (isTouched && urlFlaw ? t(FLAWS[urlFlaw]) : null),
    };
  };
}
