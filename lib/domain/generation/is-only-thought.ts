type Part = { readonly type: string; readonly text?: string };

const hasWords = ({ text = '' }: Part) => text.trim() !== '';

/** Whether an answer has thoughts and not one word that answers. */
export function isOnlyThought(parts: readonly Part[]): boolean {
  const thoughts = parts.filter(({ type }) => type === 'reasoning');
  return thoughts.some(hasWords) && !parts.some((part) => part.type === 'text' && hasWords(part));
}
