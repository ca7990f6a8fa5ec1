'use client';

import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/lib/client/version/lazy-part';
import { ownToolKey } from '@/lib/domain/tool/own-tool';

const OwnToolDialog = lazyPart(() => import('./own-tool-dialog'));

type NewToolButtonProps = {
  /** A tool was made. @param key - Names it in settings. */
  onMade: (key: string) => void;
};

/** Opens the dialog that makes a tool. */
export function NewToolButton({ onMade }: NewToolButtonProps) {
  const t = useTranslations('tools');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" className="-my-1.5" onClick={() => setOpen(true)}>
        {t('new')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <OwnToolDialog
            tool={null}
            onSaved={({ id }) => onMade(ownToolKey(id))}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
