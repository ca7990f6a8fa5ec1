import 'client-only';
import { useEffect } from 'react';

const APP_NAME = 'Tenlens';

/** Names the browser's tab after what it shows; the app's name alone when the title is empty. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? APP_NAME : `${title} · ${APP_NAME}`;
  }, [title]);
}
