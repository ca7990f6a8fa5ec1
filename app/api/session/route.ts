import { signInSchema } from '@/lib/protocol/session';
import { handleOpen } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';
import { isSecureRequest } from '@/lib/server/http/secure-request';

/** Signs in with the shared password. The one route that needs no session. */
export const POST = handleOpen(async ({ request, context }) => {
  const { password } = await parseBody(request, signInSchema);
  const cookie = context.gate.signIn(password, isSecureRequest(request, context.config));
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie } });
});

/** Signs out. */
export const DELETE = handleOpen(async ({ request, context }) => {
  const cookie = context.gate.signOut(isSecureRequest(request, context.config));
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie } });
});
