import 'katex/dist/katex.min.css';
import katex from 'katex';

/**
 * Typesets TeX into an element with KaTeX's own DOM writer: no HTML text is made or parsed, and
 * styles are set by script, which the page's content security policy allows.
 *
 * Errors are thrown and caught here, where the caller then shows the TeX: with `throwOnError: false`
 * KaTeX would still throw on an overflowing stack, and would set a style attribute.
 *
 * @returns Whether the element now shows the formula.
 */
export function typeset(tex: string, element: HTMLElement, isDisplay: boolean): boolean {
  try {
    katex.render(tex, element, { ...TYPESET_OPTIONS, displayMode: isDisplay });
    return true;
  } catch {
    element.replaceChildren();
    return false;
  }
}

/** No links, pictures or HTML in formulas; macros and sizes bounded (CVE-2024-28243 to -28246, CVE-2025-23207). */
export const TYPESET_OPTIONS = {
  trust: false,
  throwOnError: true,
  strict: 'ignore',
  maxExpand: 1000,
  maxSize: 20,
  errorColor: 'var(--danger-ink)',
} as const;
