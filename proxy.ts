import { type NextRequest, NextResponse } from 'next/server';
import { isSetupComplete } from '@/lib/server/config';
import { contentSecurityPolicy } from '@/lib/server/http/content-security-policy';

/**
 * Gives every page its headers. Access is not checked here but by pages and routes themselves.
 * Where the set-up is not complete every address shows what is missing.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  // Whatever the request brought under these names is replaced.
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = isSetupComplete()
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL('/setup', request.url), { status: 503, request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'no-referrer');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

// Routes set their own headers; uploads must not pass here, where bodies are cut at 10 MB.
export const config = { matcher: ['/((?!api/|_next/|livez|readyz|examples/|favicon|icon).*)'] };
