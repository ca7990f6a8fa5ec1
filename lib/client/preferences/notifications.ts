import 'client-only';
import { usePreference } from './preference';

/** Whether this browser can show notifications at all. */
const isSupported = () => typeof Notification !== 'undefined';

/** Whether notifications are wanted here, and what the browser says to that. */
export function useNotificationSwitch() {
  const [wanted, setWanted] = usePreference('notifications');
  const permission = isSupported() ? Notification.permission : 'unsupported';
  return {
    isOn: wanted === 'on' && permission === 'granted',
    /** `unsupported` where there are none. */
    permission,
    /** Asks for the permission only when they are switched on. */
    async set(isWanted: boolean) {
      if (!isWanted) return setWanted('off');
      const answer = await Notification.requestPermission();
      setWanted(answer === 'granted' ? 'on' : 'refused');
    },
  };
}

/**
 * Shows a notification; a second one with the same tag takes the place of the first.
 *
 * @returns Whether it could be shown: some browsers take none from a page.
 */
export function showNotification(
  title: string,
  options: { body: string; tag: string },
  onClick: () => void,
): boolean {
  if (!isSupported() || Notification.permission !== 'granted') return false;
  try {
    const notification = new Notification(title, options);
    notification.onclick = () => {
      notification.close();
      window.focus();
      onClick();
    };
    return true;
  } catch {
    // A phone's browser takes them from a service worker only.
    return false;
  }
}
