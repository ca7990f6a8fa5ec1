'use client';

import { useTranslations } from 'next-intl';
import { SwitchField } from '@/components/ui/switch-field';
import { useNotificationSwitch } from '@/lib/client/preferences/notifications';

/** Whether this browser tells that an answer has ended; the browser is asked on the press alone. */
export function NotificationField() {
  const t = useTranslations('settings');
  const { isOn, permission, set } = useNotificationSwitch();
  const isImpossible = permission === 'unsupported' || permission === 'denied';
  const reason = t(permission === 'denied' ? 'notificationsDenied' : 'notificationsUnsupported');
  return (
    <section>
      <SwitchField
        label={t('notifications')}
        hint={`${t('notificationsHint')}${isImpossible ? ` ${reason}` : ''}`}
        isOn={isOn}
        isDisabled={isImpossible}
        onChange={(next) => void set(next)}
        className="inline-flex min-h-9 gap-2.5 font-semibold"
      />
    </section>
  );
}
