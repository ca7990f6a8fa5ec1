/**
 * What was pressed goes away or is switched off: the keyboard goes on in the box of its form, else of its page.
 * Not a phone's: it would pop up.
 */
export function focusBox(pressed: Element): void {
  if (matchMedia('(pointer: coarse)').matches) return;
  (pressed.closest('form') ?? pressed.closest('main'))?.querySelector('textarea')?.focus();
}
