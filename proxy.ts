import { type NextRequest, NextResponse } from 'next/server';
import { catalogues } from '@/lib/i18n/catalogues';
import { chooseLocale } from '@/lib/i18n/locales';
import { isSetupComplete } from '@/lib/server/config';
import { contentSecurityPolicy } from '@/lib/server/http/content-security-policy';
import { setupPage } from '@/lib/server/http/setup-page';

/** Says what the operator still has to do. */
function setupResponse(request: NextRequest): NextResponse {
  const locale = chooseLocale(undefined, request.headers.get('accept-language'));
  const { setupTitle, setupDatabaseUrl } = catalogues[locale].access;
  const page = setupPage(locale, { title: setupTitle, text: setupDatabaseUrl });
  return new NextResponse(page, { status: 503, headers: { 'content-type': 'text/html' } });
}

function respond(request: NextRequest, headers: Headers): NextResponse {
  // No Server Actions exist here; a request for one is an attack on their decoder.
  if (request.headers.has('next-action')) return new NextResponse(null, { status: 404 });
  if (!isSetupComplete()) return setupResponse(request);
  return NextResponse.next({ request: { headers } });
}

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
  const response = respond(request, headers);
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
