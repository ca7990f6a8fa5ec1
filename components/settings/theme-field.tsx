'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { THEMES, useTheme } from '@/lib/client/preferences/theme';

const LABELS = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const;

/** Light, dark, or as the system. */
export function ThemeField() {
  const t = useTranslations('settings');
  const [theme, setTheme] = useTheme();
  return (
    <fieldset>
      <legend className="mb-2 font-semibold text-sm">{t('theme')}</legend>
      <div className="flex flex-wrap gap-2">
        {THEMES.map((each) => (
          <label
            key={each}
            className={clsx(
              'inline-flex min-h-9 cursor-pointer items-center rounded-full border px-4 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent',
              each === theme
                ? 'border-transparent bg-accent-soft font-medium text-accent-ink'
                : 'border-border-strong text-text-muted hover:bg-surface',
            )}
          >
            <input
              type="radio"
              name="theme"
              value={each}
              checked={each === theme}
              onChange={() => setTheme(each)}
              className="sr-only"
            />
            {t(LABELS[each])}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
