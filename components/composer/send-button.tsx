import { ArrowUp, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { SendBlocker } from '@/lib/client/draft/send-blocker';
import { focusBox } from './focus-box';

type SendButtonProps = {
  status: 'ready' | 'answering' | 'closed';
  blocker: SendBlocker | null;
  onStop: () => void;
};

const LOOKS =
  'rounded-[10px]! bg-accent text-accent-text! enabled:hover:bg-accent! enabled:hover:opacity-90';

/** Sends, or stops the answer that is being written. */
export function SendButton({ status, blocker, onStop }: SendButtonProps) {
  const t = useTranslations('composer');
  if (status === 'answering') {
    return (
      // A key of its own: a button that became the other one during its click would send.
      <IconButton
        key="stop"
        icon={Square}
        label={t('stop')}
        iconSize={16}
        onClick={({ currentTarget }) => {
          focusBox(currentTarget);
          onStop();
        }}
        className={`${LOOKS} [&_svg]:fill-current`}
      />
    );
  }
  return (
    <IconButton
      key="send"
      type="submit"
      onClick={({ currentTarget }) => focusBox(currentTarget)}
      icon={ArrowUp}
      label={t('send')}
      iconSize={20}
      disabled={blocker !== null || status === 'closed'}
      title={blocker === 'empty' ? t('blockedEmpty') : t('send')}
      className={`${LOOKS} disabled:bg-border disabled:text-text-faint! disabled:opacity-100`}
    />
  );
}
