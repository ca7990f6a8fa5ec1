'use client';

import { Code } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ConversationId } from '@/lib/domain/ids';

const CodeDialog = lazyPart(() => import('./code-dialog'));

type CodeButtonProps = { conversationId: ConversationId; answerId: string };

/** Opens the programs that send the request of an answer. */
export function CodeButton(subject: CodeButtonProps) {
  const t = useTranslations('code');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton icon={Code} label={t('open')} onClick={() => setOpen(true)} />
      {isOpen && (
        <Suspense fallback={null}>
          <CodeDialog subject={subject} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
