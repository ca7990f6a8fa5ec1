import { isUuid } from './ids';

const NAME = 'next';
const START = '/';
const CONVERSATION = /^\/c\/([^/]+)$/;

/** Address of the sign-in page that leads back to a conversation; `null` for the start page. */
export function signInPathFor(conversationId: string | null): string {
  const back = conversationId === null ? START : `/c/${conversationId}`;
  return `/sign-in?${NAME}=${encodeURIComponent(back)}`;
}

/**
 * Where to go after signing in. Only pages of ours are led to, whatever an address says.
 *
 * @param wanted - The value of `next` in the address, if there is one.
 */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== 'string') return START;
  const id = CONVERSATION.exec(wanted)?.[1];
  return id !== undefined && isUuid(id) ? wanted : START;
}
