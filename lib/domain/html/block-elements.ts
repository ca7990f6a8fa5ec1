/** Elements that begin and end a line. */
export const BLOCKS: ReadonlySet<string> = new Set([
  ...['p', 'div', 'section', 'article', 'main', 'header', 'ul', 'ol', 'dl', 'dt', 'dd', 'table'],
  ...['tr', 'blockquote', 'pre', 'figure', 'figcaption', 'form', 'fieldset', 'address', 'details'],
  ...['summary', 'hr', 'body', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
]);
