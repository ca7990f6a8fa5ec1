declare global {
  var __webpack_nonce__: string | undefined;
}

/**
 * Lets Radix's scroll lock add its style element under the page's content security policy: the
 * package behind it (`get-nonce`) reads the nonce from this global. Harmless where there is none.
 */
export function shareStyleNonce(): void {
  if (globalThis.__webpack_nonce__ || typeof document === 'undefined') return;
  const script = document.querySelector<HTMLScriptElement>('script[nonce]');
  if (script?.nonce) globalThis.__webpack_nonce__ = script.nonce;
}
