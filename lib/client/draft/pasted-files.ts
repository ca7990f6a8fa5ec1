/** What a clipboard offers. */
export type Clipboard = {
  readonly types: readonly string[];
  readonly files: ArrayLike<File>;
  getData(type: string): string;
};

/**
 * The files of a paste; none where the paste is text. Office programs put a picture of the copied
 * text beside it: there the text is meant. A file manager's text is only the files' names.
 */
export function pastedFiles(clipboard: Clipboard): File[] {
  const files = Array.from(clipboard.files);
  const isRich = clipboard.types.some((type) => type === 'text/html' || type === 'text/rtf');
  const hasText = clipboard.getData('text/plain').trim() !== '';
  return isRich && hasText ? [] : files;
}
