import 'client-only';
import { jsonBody, request } from './request-json';

const PATH = '/api/session';

/** @throws AppError `password-wrong`, `throttled`. */
export async function signIn(password: string): Promise<void> {
  await request(PATH, jsonBody('POST', { password }));
}

export async function signOut(): Promise<void> {
  await request(PATH, { method: 'DELETE' });
}
