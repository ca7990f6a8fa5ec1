'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import type { DraftSnapshot } from '@/lib/client/draft/draft-snapshot';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { isEmptyContent, sameContent } from '@/lib/client/draft/same-content';
import { useDraft } from '@/lib/client/draft/use-draft';

/** A wait shorter than this is not worth a word, in milliseconds. */
const LATE_MS = 600;

type DraftNoticeProps = {
  draft: DraftStore;
  isLoading: boolean;
  /** The browser keeps no drafts. */
  isPageOnly: boolean;
  /** What an earlier life of the page tried to send. */
  interrupted: DraftSnapshot | null;
  /** What goes out by itself when the network is back. */
  waiting: DraftSnapshot | null;
};

function Line({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="px-1 text-sm text-text-muted">
      {children}
    </p>
  );
}

/** Says that kept words are looked for, once that takes long. */
function LateLine({ text }: { text: string }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLate && <Line>{text}</Line>;
}

/** Says quietly what becomes of a draft: not sent yet, waiting for the network, kept in the page alone. */
export function DraftNotice(props: DraftNoticeProps) {
  const { draft, isLoading, isPageOnly, interrupted, waiting } = props;
  const t = useTranslations('chat');
  const snapshot = useDraft(draft);
  const isStill = (before: DraftSnapshot | null) =>
    before !== null && sameContent(before, snapshot);
  const isWaiting = isStill(waiting);
  return (
    <>
      {isLoading && <LateLine text={t('draftLoading')} />}
      {isWaiting && <Line>{t('draftWaiting')}</Line>}
      {!isWaiting && isStill(interrupted) && <Line>{t('draftInterrupted')}</Line>}
      {isPageOnly && !isEmptyContent(snapshot) && <Line>{t('draftPageOnly')}</Line>}
    </>
  );
}
