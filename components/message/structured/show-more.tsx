'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

type ShowMoreProps = {
  /** How much is not shown. */
  rest: number;
  /** How much comes at once. */
  page: number;
  onMore: () => void;
};

/** Shows more of a long list; nothing where all is shown. */
export function ShowMore({ rest, page, onMore }: ShowMoreProps) {
  const t = useTranslations('structured');
  if (rest <= 0) return null;
  return (
    <Button variant="quiet" className="my-1" onClick={onMore}>
      {t('more', { count: Math.min(rest, page) })}
    </Button>
  );
}
