/** The Markdown renderer, when an answer needs it. */
export const loadMarkdown = () => import('./markdown/markdown');

/** Fetches it before that. */
export function preloadMarkdown(): void {
  // One that does not come is told of where it is shown.
  void loadMarkdown().catch(() => undefined);
}
