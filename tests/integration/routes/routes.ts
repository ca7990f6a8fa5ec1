import { onTestFinished } from 'vitest';
import * as attachment from '@/app/api/attachments/[attachmentId]/route';
import * as attachments from '@/app/api/attachments/route';
import * as stop from '@/app/api/chat/[conversationId]/stop/route';
import * as stream from '@/app/api/chat/[conversationId]/stream/route';
import * as chat from '@/app/api/chat/route';
import * as code from '@/app/api/conversations/[conversationId]/code/route';
import * as exportOne from '@/app/api/conversations/[conversationId]/export/route';
import * as fork from '@/app/api/conversations/[conversationId]/fork/route';
import * as prompt from '@/app/api/conversations/[conversationId]/prompt/route';
import * as conversation from '@/app/api/conversations/[conversationId]/route';
import * as seen from '@/app/api/conversations/[conversationId]/seen/route';
import * as bulk from '@/app/api/conversations/bulk/route';
import * as folders from '@/app/api/conversations/folders/route';
import * as conversations from '@/app/api/conversations/route';
import * as search from '@/app/api/conversations/search/route';
import * as examine from '@/app/api/doctor/[connectionId]/route';
import * as doctor from '@/app/api/doctor/route';
import * as exportAll from '@/app/api/export/route';
import * as importRoute from '@/app/api/import/route';
import * as mcp from '@/app/api/mcp/route';
import * as models from '@/app/api/models/route';
import * as preset from '@/app/api/presets/[presetId]/route';
import * as presets from '@/app/api/presets/route';
import * as session from '@/app/api/session/route';
import * as settings from '@/app/api/settings/route';
import * as tool from '@/app/api/tools/[toolId]/route';
import * as toolApprovals from '@/app/api/tools/approvals/route';
import * as toolPins from '@/app/api/tools/pins/route';
import * as tools from '@/app/api/tools/route';
import * as tryTool from '@/app/api/tools/try/route';
import * as usage from '@/app/api/usage/route';
import * as livez from '@/app/livez/route';
import * as readyz from '@/app/readyz/route';
import type { Context } from '@/lib/server/context';
import { uuidOf } from '../../support/messages';

type Handler = (
  request: Request,
  info: { params: Promise<Record<string, string>> },
) => Response | Promise<Response>;

export type Route = {
  /** The file below the repository's root. */
  readonly file: string;
  readonly method: string;
  readonly handler: Handler;
  /** Whether it reads a JSON body. */
  readonly takesJson?: true;
  /** Needs no session: signing in and out. */
  readonly isOpen?: true;
  /** Says that the process lives; no person and no data behind it. */
  readonly isProbe?: true;
  /** What an id that nobody has is answered with; where an address names one. */
  readonly unknown?: readonly [status: number, code: string | null];
};

const at = (file: string, method: string, handler: Handler, facts: Partial<Route> = {}): Route => ({
  file: `app/${file}/route.ts`,
  method,
  handler,
  ...facts,
});
const NOT_FOUND = [404, 'not-found'] as const;

/** Every route there is. A test compares this table with the files. */
export const ROUTES: readonly Route[] = [
  at('api/attachments', 'POST', attachments.POST),
  at('api/attachments/[attachmentId]', 'GET', attachment.GET, { unknown: NOT_FOUND }),
  at('api/chat', 'POST', chat.POST, { takesJson: true }),
  at('api/chat/[conversationId]/stop', 'POST', stop.POST, { unknown: [200, null] }),
  at('api/chat/[conversationId]/stream', 'GET', stream.GET, { unknown: [204, null] }),
  at('api/conversations', 'GET', conversations.GET),
  at('api/conversations', 'DELETE', conversations.DELETE),
  at('api/conversations/[conversationId]', 'GET', conversation.GET, { unknown: NOT_FOUND }),
  at('api/conversations/[conversationId]', 'PATCH', conversation.PATCH, {
    takesJson: true,
    unknown: NOT_FOUND,
  }),
  at('api/conversations/[conversationId]', 'DELETE', conversation.DELETE, { unknown: NOT_FOUND }),
  at('api/conversations/[conversationId]/code', 'GET', code.GET, { unknown: NOT_FOUND }),
  at('api/conversations/[conversationId]/fork', 'POST', fork.POST, {
    takesJson: true,
    unknown: NOT_FOUND,
  }),
  at('api/conversations/[conversationId]/prompt', 'GET', prompt.GET, { unknown: NOT_FOUND }),
  at('api/conversations/[conversationId]/seen', 'POST', seen.POST, { unknown: NOT_FOUND }),
  at('api/conversations/bulk', 'POST', bulk.POST, { takesJson: true }),
  at('api/conversations/folders', 'GET', folders.GET),
  at('api/conversations/search', 'GET', search.GET),
  at('api/conversations/[conversationId]/export', 'GET', exportOne.GET, { unknown: NOT_FOUND }),
  at('api/doctor', 'GET', doctor.GET),
  at('api/doctor/[connectionId]', 'POST', examine.POST, { takesJson: true, unknown: NOT_FOUND }),
  at('api/export', 'GET', exportAll.GET),
  at('api/import', 'POST', importRoute.POST),
  at('api/mcp', 'GET', mcp.GET),
  at('api/mcp', 'PUT', mcp.PUT, { takesJson: true }),
  at('api/models', 'GET', models.GET),
  at('api/presets', 'GET', presets.GET),
  at('api/presets', 'POST', presets.POST, { takesJson: true }),
  at('api/presets/[presetId]', 'PUT', preset.PUT, { takesJson: true, unknown: NOT_FOUND }),
  at('api/presets/[presetId]', 'DELETE', preset.DELETE, { unknown: NOT_FOUND }),
  at('api/session', 'POST', session.POST, { takesJson: true, isOpen: true }),
  at('api/session', 'DELETE', session.DELETE, { isOpen: true }),
  at('api/settings', 'GET', settings.GET),
  at('api/settings', 'PUT', settings.PUT, { takesJson: true }),
  at('api/tools/approvals', 'GET', toolApprovals.GET),
  at('api/tools/approvals', 'PUT', toolApprovals.PUT, { takesJson: true }),
  at('api/tools/pins', 'PUT', toolPins.PUT, { takesJson: true }),
  at('api/usage', 'GET', usage.GET),
  at('api/tools', 'GET', tools.GET),
  at('api/tools', 'POST', tools.POST, { takesJson: true }),
  at('api/tools/[toolId]', 'PUT', tool.PUT, { takesJson: true, unknown: NOT_FOUND }),
  at('api/tools/[toolId]', 'DELETE', tool.DELETE, { unknown: NOT_FOUND }),
  at('api/tools/try', 'POST', tryTool.POST, { takesJson: true }),
  at('livez', 'GET', livez.GET, { isProbe: true }),
  at('readyz', 'GET', readyz.GET, { isProbe: true }),
];

/** The route of a method and an address with its names in brackets. */
export function routeOf(method: string, path: string): Route {
  const file = `app${path}/route.ts`;
  const route = ROUTES.find((each) => each.method === method && each.file === file);
  if (!route) throw new Error(`no route ${method} ${path}`);
  return route;
}

const CONTEXT = Symbol.for('tenlens.context');

/** Puts a context where the routes look for it, until the test ends. */
export function install(context: Context): void {
  Reflect.set(globalThis, CONTEXT, Promise.resolve(context));
  onTestFinished(() => void Reflect.deleteProperty(globalThis, CONTEXT));
}

export type CallOptions = {
  /** Value of the name in brackets. */
  readonly id?: string | undefined;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is bytes or text already. */
  readonly body?: object | string | Uint8Array | null;
};

function encodeBody(body: CallOptions['body']): BodyInit | null {
  if (body === undefined || body === null || typeof body === 'string') return body ?? null;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

/** Calls a route as a page of ours does, unless its headers say otherwise. */
export async function call(route: Route, options: CallOptions = {}): Promise<Response> {
  const { id = uuidOf(404), query = '', headers = {}, body } = options;
  const name = /\[(\w+)\]/.exec(route.file)?.[1];
  const path = route.file
    .replace(/^app/, '')
    .replace(/\/route\.ts$/, '')
    .replace(/\[\w+\]/, encodeURIComponent(id));
  const isJson = typeof body === 'object' && body !== null && !(body instanceof Uint8Array);
  const request = new Request(`http://localhost:3000${path}${query}`, {
    method: route.method,
    headers: {
      host: 'localhost:3000',
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    body: encodeBody(body),
  });
  return route.handler(request, { params: Promise.resolve(name ? { [name]: id } : {}) });
}
