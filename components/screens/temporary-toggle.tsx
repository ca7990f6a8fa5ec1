'use client';

import { MessageCircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';

type TemporaryToggleProps = { isOn: boolean; isPossible: boolean; onChange: () => void };

/** Switches a new chat between one that is kept and one that is not; where that cannot be, says why. */
export function TemporaryToggle({ isOn, isPossible, onChange }: TemporaryToggleProps) {
  const t = useTranslations('chat');
  const [isExplained, setExplained] = useState(false);
  return (
    <>
      {isExplained && (
        <p role="status" className="max-w-72 text-text-muted text-xs">
          {t('temporaryUnavailable')}
        </p>
      )}
      <IconButton
        icon={MessageCircleDashed}
        label={t('temporary')}
        aria-pressed={isOn}
        onClick={isPossible ? onChange : () => setExplained(true)}
        className={isOn ? 'bg-accent-soft text-accent-ink' : undefined}
      />
    </>
  );
}
