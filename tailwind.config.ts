import type { Config } from 'tailwindcss';
import plugin from 'tailwindcss/plugin';

/** Design tokens: the only place where colours have values. Both schemes meet WCAG AA for text. */
const light = {
  background: '#fbfaf8',
  surface: '#f4f2ee',
  raised: '#ffffff',
  border: '#e4e0d9',
  'border-strong': '#cfc9bf',
  text: '#1d1b18',
  'text-muted': '#5b554d',
  'text-faint': '#6e675e',
  accent: '#0b6b61',
  'accent-text': '#ffffff',
  'accent-soft': '#e2f1ee',
  'accent-ink': '#0b5c54',
  'warning-soft': '#fdf1d8',
  'warning-ink': '#7a4b00',
  'danger-soft': '#fbe7e4',
  'danger-ink': '#9a2a1b',
  'ok-ink': '#2f6b2a',
  'meter-text': '#8a6a3f',
  'meter-tools': '#7a4a94',
  code: '#f3f1ec',
  shadow: '0 1px 2px rgb(40 30 20 / .06), 0 8px 24px rgb(40 30 20 / .08)',
} as const;

const dark: Record<keyof typeof light, string> = {
  background: '#161513',
  surface: '#1d1c19',
  raised: '#24221f',
  border: '#34312c',
  'border-strong': '#4a463f',
  text: '#edeae4',
  'text-muted': '#aaa398',
  'text-faint': '#948d82',
  accent: '#4fc3b2',
  'accent-text': '#06201c',
  'accent-soft': '#17332f',
  'accent-ink': '#7ad8ca',
  'warning-soft': '#35290f',
  'warning-ink': '#f0c46a',
  'danger-soft': '#3a1d18',
  'danger-ink': '#f2a394',
  'ok-ink': '#93cf8c',
  'meter-text': '#c9a774',
  'meter-tools': '#c7a0e0',
  code: '#201e1b',
  shadow: '0 1px 2px rgb(0 0 0 / .4), 0 8px 24px rgb(0 0 0 / .35)',
};

const asVariables = (tokens: Record<string, string>) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]));

const { shadow: _shadow, ...colors } = light;

export default {
  darkMode: ['class', '.dark'],
  content: [],
  theme: {
    extend: {
      colors: Object.fromEntries(Object.keys(colors).map((name) => [name, `var(--${name})`])),
      boxShadow: { raised: 'var(--shadow)' },
      borderRadius: { card: '14px', control: '8px' },
      maxWidth: { column: '46rem' },
      fontFamily: {
        sans: [
          'system-ui',
          '-apple-system',
          '"Segoe UI"',
          'Roboto',
          '"Noto Sans"',
          '"DejaVu Sans"',
          'sans-serif',
        ],
        mono: [
          'ui-monospace',
          '"SF Mono"',
          '"Cascadia Code"',
          'Menlo',
          '"DejaVu Sans Mono"',
          'monospace',
        ],
      },
    },
  },
  plugins: [
    plugin(({ addBase }) => {
      addBase({ ':root': asVariables(light), '.dark': asVariables(dark) });
    }),
  ],
} satisfies Config;
