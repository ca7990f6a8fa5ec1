'use client';

import { useTranslations } from 'next-intl';
import type { ToolDefinition } from '@/lib/domain/prompt/prompt';

type DefinitionViewProps = {
  definition: ToolDefinition;
  /** Whether its parameters are unfolded at first. */
  isOpen?: boolean;
};

/** What a model is told of a tool, whole: data of others, shown as text. */
export function DefinitionView({ definition, isOpen = false }: DefinitionViewProps) {
  const t = useTranslations('mcp');
  const { description, parameters } = definition;
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p dir="auto" className="whitespace-pre-wrap text-text-muted [overflow-wrap:anywhere]">
        {description || t('noDescription')}
      </p>
      <details open={isOpen}>
        <summary className="cursor-pointer text-text-faint">{t('parameters')}</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
          tabIndex={0}
          dir="ltr"
          className="mt-1 max-h-60 overflow-auto rounded-control bg-surface p-2 font-mono text-xs"
        >
          {JSON.stringify(parameters, null, 2)}
        </pre>
      </details>
    </div>
  );
}
