'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useNotificationSwitch } from '@/lib/client/preferences/notifications';

/** Whether this browser tells that an answer has ended; the browser is asked on the press alone. */
export function NotificationField() {
  const t = useTranslations('settings');
  const id = useId();
  const { isOn, permission, set } = useNotificationSwitch();
  const isImpossible = permission === 'unsupported' || permission === 'denied';
  return (
    <section>
      <label
        htmlFor={id}
        className="inline-flex min-h-9 items-center gap-2.5 font-semibold text-sm pointer-coarse:min-h-11"
      >
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={isOn}
          aria-describedby={`${id}-hint`}
          checked={isOn}
          disabled={isImpossible}
          onChange={(event) => void set(event.target.checked)}
          className="size-4 shrink-0 accent-accent"
        />
        {t('notifications')}
      </label>
      <p id={`${id}-hint`} className="text-sm text-text-muted">
        {t('notificationsHint')}
        {isImpossible &&
          ` ${t(permission === 'denied' ? 'notificationsDenied' : 'notificationsUnsupported')}`}
      </p>
    </section>
  );
}
