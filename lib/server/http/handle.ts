import 'server-only';
import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { Actor } from '../actor';
import { type Context, serverContext } from '../context';
import { checkHost, checkOrigin } from './check-request';
import { problemResponse } from './problem-response';

/** What a route is called with. */
export type Call = {
  readonly request: Request;
  readonly context: Context;
  readonly actor: Actor;
  /** Parts of the address that the route names in brackets. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly requestId: string;
};

type RouteInfo = { params: Promise<Record<string, string>> };

function withHeaders(response: Response, requestId: string): Response {
  response.headers.set('x-request-id', requestId);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  if (!response.headers.has('cache-control')) {
    response.headers.set('cache-control', 'private, no-store');
  }
  return response;
}

function checkAllowed(request: Request, { config }: Context): void {
  // No Server Actions exist here; a request for one is an attack on their decoder.
  if (request.headers.has('next-action')) throw new AppError('not-found');
  checkHost(request.headers, config);
  checkOrigin(request);
  if (config.setupStep) throw new AppError('setup-required');
}

function requireActor(request: Request, { gate }: Context): Actor {
  const actor = gate.identify(request.headers);
  if (!actor) throw new AppError('unauthenticated');
  return actor;
}

function refuse(cause: unknown, { logger }: Context, requestId: string): Response {
  const error = toAppError(cause);
  const reason = error.cause instanceof Error ? error.cause.message : undefined;
  if (error.status >= 500 && error.cause !== undefined)
    logger.error(error.code, { requestId, reason });
  return problemResponse(error, requestId);
}

function toRoute(answer: (call: Omit<Call, 'actor'>) => Promise<Response>) {
  return async (request: Request, info: RouteInfo): Promise<Response> => {
    const requestId = randomUUID();
    const context = await serverContext();
    try {
      checkAllowed(request, context);
      const parameters = await info.params;
      return withHeaders(await answer({ request, context, parameters, requestId }), requestId);
    } catch (cause) {
      return withHeaders(refuse(cause, context, requestId), requestId);
    }
  };
}

/**
 * Makes a route of a handler: checks host, origin and access, and answers expected failures as
 * problems. Whatever else is thrown is logged with the request's id and answered as `internal`.
 */
export const handle = (handler: (call: Call) => Promise<Response>) =>
  toRoute((call) => handler({ ...call, actor: requireActor(call.request, call.context) }));

/** As `handle`, for what one must reach to get in. */
export const handleOpen = (handler: (call: Omit<Call, 'actor'>) => Promise<Response>) =>
  toRoute(handler);
