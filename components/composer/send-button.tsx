import { ArrowUp, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { SendBlocker } from '@/lib/client/draft/send-blocker';

type SendButtonProps = {
  status: 'ready' | 'answering' | 'closed';
  blocker: SendBlocker | null;
  onStop: () => void;
};

const LOOKS =
  'rounded-[10px]! bg-accent text-accent-text! enabled:hover:bg-accent! enabled:hover:opacity-90';

/** The button pressed goes away or is switched off; the keyboard goes on in the box. Not a phone's: it would pop up. */
function focusBox({ currentTarget }: MouseEvent<HTMLButtonElement>): void {
  if (matchMedia('(pointer: coarse)').matches) return;
  currentTarget.form?.querySelector('textarea')?.focus();
}

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
        onClick={(event) => {
          focusBox(event);
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
      onClick={focusBox}
      icon={ArrowUp}
      label={t('send')}
      iconSize={20}
      disabled={blocker !== null || status === 'closed'}
      title={blocker === 'empty' ? t('blockedEmpty') : t('send')}
      className={`${LOOKS} disabled:bg-border disabled:text-text-faint! disabled:opacity-100`}
    />
  );
}
