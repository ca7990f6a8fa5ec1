'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import type { FormatExample } from '@/lib/domain/structured/format-examples';

const LABELS = {
  receipt: 'exampleReceipt',
  table: 'exampleTable',
  detections: 'exampleDetections',
} as const;

type ExampleButtonsProps = {
  examples: readonly FormatExample[];
  onStart: (example: FormatExample) => void;
};

/** Schemas to begin with. */
export function ExampleButtons({ examples, onStart }: ExampleButtonsProps) {
  const t = useTranslations('structured');
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would be announced twice.
    <div role="group" aria-labelledby={id} className="flex flex-wrap items-center gap-2">
      <span id={id} className="text-sm text-text-muted">
        {t('startFrom')}
      </span>
      {examples.map((example) => (
        <Button key={example} onClick={() => onStart(example)}>
          {t(LABELS[example])}
        </Button>
      ))}
    </div>
  );
}
