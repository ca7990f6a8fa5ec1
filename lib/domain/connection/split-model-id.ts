/**
 * The two halves of a model's id, `<connection>/<name>`. A name may hold slashes itself.
 *
 * @returns `null` for a text that is not of that form.
 */
export function splitModelId(id: string): { connectionId: string; name: string } | null {
  const border = id.indexOf('/');
  const name = id.slice(border + 1);
  return border <= 0 || name === '' ? null : { connectionId: id.slice(0, border), name };
}
