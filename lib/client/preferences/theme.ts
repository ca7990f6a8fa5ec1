import 'client-only';
import { useCallback } from 'react';
import { usePreference } from './preference';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const isTheme = (text: string | null): text is Theme => THEMES.some((theme) => theme === text);

/** Shows a theme at once; the script in the page's head does the same before the first paint. */
function applyTheme(theme: Theme): void {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const isDark = theme === 'dark' || (theme === 'system' && prefersDark);
  document.documentElement.classList.toggle('dark', isDark);
}

/** The chosen theme and its setter. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [value, setValue] = usePreference('theme');
  const set = useCallback(
    (theme: Theme) => {
      setValue(theme);
      applyTheme(theme);
    },
    [setValue],
  );
  return [isTheme(value) ? value : 'system', set];
}
