/** What a key event says about itself. */
export type KeyPress = {
  readonly key: string;
  readonly keyCode: number;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
};

/** The code of a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;
/** Safari ends a composition just before the Enter that ended it. */
const SAME_STROKE_MILLISECONDS = 50;

/**
 * Says whether a key press means "send".
 *
 * Enter does, unless it picks a word of an input method; Shift or Alt with Enter is a new line, and so is
 * plain Enter where people type with their thumbs. Control or Command with Enter sends everywhere.
 *
 * @param context.isTouch - Whether the main pointer is a finger.
 * @param context.sinceCompositionMilliseconds - Time since an input method last ended its work.
 */
export function isSendKey(
  press: KeyPress,
  context: { readonly isTouch: boolean; readonly sinceCompositionMilliseconds: number },
): boolean {
  if (press.key !== 'Enter') return false;
  const isInputMethod =
    press.isComposing ||
    press.keyCode === TAKEN_BY_INPUT_METHOD ||
    context.sinceCompositionMilliseconds < SAME_STROKE_MILLISECONDS;
  if (isInputMethod) return false;
  if (press.ctrlKey || press.metaKey) return true;
  return !press.shiftKey && !press.altKey && !context.isTouch;
}
