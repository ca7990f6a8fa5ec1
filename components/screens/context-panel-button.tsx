'use client';

import { PanelRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';

type ContextPanelButtonProps = {
  isOpen: boolean;
  button: RefObject<HTMLButtonElement | null>;
  onPress: () => void;
};

/** Opens and closes what the model sees; only an icon where there is little room. */
export function ContextPanelButton({ isOpen, button, onPress }: ContextPanelButtonProps) {
  const t = useTranslations('contextPanel');
  return (
    <Button
      ref={button}
      aria-label={t('open')}
      aria-expanded={isOpen}
      title={t('open')}
      variant="quiet"
      onClick={onPress}
      className="shrink-0 px-2 pointer-coarse:min-h-11 pointer-coarse:min-w-11 lg:border lg:border-border-strong lg:bg-raised lg:px-3 lg:font-normal"
    >
      <PanelRight aria-hidden size={18} className="rtl:-scale-x-100" />
      <span className="hidden lg:inline">{t('open')}</span>
    </Button>
  );
}
