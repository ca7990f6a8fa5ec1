import 'server-only';

/**
 * The policy of a page. Scripts run by nonce only; pictures, fonts and calls are our own origin's, so
 * neither a link in an answer nor a style can carry data out. `style-src-attr` is for KaTeX.
 *
 * @param isDevelopment - React and the bundler need `eval` and a web socket there.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const evaluation = isDevelopment ? " 'unsafe-eval'" : '';
  const socket = isDevelopment ? ' ws:' : '';
  const styles = isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    `style-src 'self' ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${socket}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ');
}
