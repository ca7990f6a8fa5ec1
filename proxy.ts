import { type NextRequest, NextResponse } from 'next/server';
import { catalogues } from '@/lib/i18n/catalogues';
import { chooseLocale } from '@/lib/i18n/locales';
import { readPublicUrl, readSetupStep, type SetupStep } from '@/lib/server/config';
import { contentSecurityPolicy } from '@/lib/server/http/content-security-policy';
import { pageHeaders } from '@/lib/server/http/page-headers';
import { refusePageRequest } from '@/lib/server/http/refuse-page-request';
import { isSecureRequest } from '@/lib/server/http/secure-request';
import { setupPage } from '@/lib/server/http/setup-page';

/** Says what the operator still has to do. */
function setupResponse(request: NextRequest, step: SetupStep): NextResponse {
  const locale = chooseLocale(undefined, request.headers.get('accept-language'));
  const { setupTitle, setup } = catalogues[locale].access;
  const page = setupPage(locale, { title: setupTitle, text: setup[step] });
  return new NextResponse(page, { status: 503, headers: { 'content-type': 'text/html' } });
}

function respond(request: NextRequest, headers: Headers): Response {
  const refusal = refusePageRequest(request);
  if (refusal) return refusal;
  const step = readSetupStep();
  return step ? setupResponse(request, step) : NextResponse.next({ request: { headers } });
}

/**
 * Gives every page its headers. Access is not checked here but by pages and routes themselves.
 * Where the set-up is not complete every address shows what is missing.
 */
export function proxy(request: NextRequest): Response {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  // Whatever the request brought under these names is replaced.
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = respond(request, headers);
  const isSecure = isSecureRequest(request, { publicUrl: readPublicUrl() });
  for (const [name, value] of Object.entries(pageHeaders(policy, isSecure))) {
    response.headers.set(name, value);
  }
  return response;
}

// Routes set their own headers; uploads must not pass here, where bodies are cut at 10 MB. Server
// Actions are refused wherever one is asked for.
export const config = {
  matcher: [
    '/((?!api/|_next/|examples/[^/]+$|livez$|readyz$|icon\\.svg$|theme\\.js$).*)',
    { source: '/:path*', has: [{ type: 'header', key: 'next-action' }] },
  ],
};
