import { useTranslations } from 'next-intl';
import { useDeferredValue } from 'react';
import type { DraftSnapshot } from '@/lib/client/draft/draft-snapshot';
import { draftTokens } from '@/lib/client/draft/draft-tokens';
import type { SendBlocker } from '@/lib/client/draft/send-blocker';
import { MAX_ATTACHMENTS_PER_MESSAGE, MAX_TEXT_CHARACTERS } from '@/lib/protocol/message-limits';

type DraftStatusProps = {
  snapshot: DraftSnapshot;
  calibration: number;
  blocker: SendBlocker | null;
};

/** Part of the limit from which the characters are counted in sight. */
const NEAR_LIMIT = 0.9;

const BLOCKER_TEXTS = {
  preparing: 'blockedPreparing',
  uploading: 'blockedUploading',
  failed: 'blockedFailed',
  'too-long': 'blockedTooLong',
  'too-many': 'blockedTooMany',
} as const satisfies Partial<Record<SendBlocker, string>>;

/** How many pictures there are, what the draft will cost, and why it cannot be sent yet. */
export function DraftStatus({ snapshot, calibration, blocker }: DraftStatusProps) {
  const t = useTranslations('composer');
  const tokens = draftTokens(useDeferredValue(snapshot), calibration);
  const count = snapshot.attachments.length;
  const reason = blocker && blocker !== 'empty' ? BLOCKER_TEXTS[blocker] : null;
  const isNearLimit = snapshot.text.length > MAX_TEXT_CHARACTERS * NEAR_LIMIT;
  return (
    <p className="min-w-0 px-1 text-sm text-text-muted tabular-nums leading-tight max-sm:order-first max-sm:basis-full max-sm:px-2">
      <span role="status" className={count === 0 ? 'sr-only' : 'whitespace-nowrap'}>
        {t('count', { count, max: MAX_ATTACHMENTS_PER_MESSAGE })}
      </span>
      {!reason && tokens > 0 && (
        <span>
          {count > 0 && ' · '}
          {t('aboutTokens', { count: tokens })}
        </span>
      )}
      <span role="status" className={reason === 'blockedFailed' ? 'text-danger-ink' : undefined}>
        {reason && count > 0 && ' · '}
        {reason && t(reason, { max: MAX_ATTACHMENTS_PER_MESSAGE })}
      </span>
      {isNearLimit && (
        <span className="block text-xs">
          {t('characters', { count: snapshot.text.length, max: MAX_TEXT_CHARACTERS })}
        </span>
      )}
    </p>
  );
}
