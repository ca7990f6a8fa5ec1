import 'client-only';

const MARK_MS = 2_000;

/**
 * Shows a reader which part of the page they came for: it has the focus, and a colour that fades away.
 * Who wants no motion sees the colour go at once at its end.
 */
export function markBriefly(element: HTMLElement): void {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const color = getComputedStyle(element).getPropertyValue('--accent-soft');
  const colors = [color, isStill ? color : 'transparent'];
  // A row reaches over the gap below it; what is in it does not.
  (element.querySelector('article') ?? element).animate(
    {
      backgroundColor: colors,
      boxShadow: colors.map((each) => `0 0 0 0.5rem ${each}`),
      borderRadius: ['0.25rem', '0.25rem'],
    },
    { duration: MARK_MS, easing: 'ease-in' },
  );
}
