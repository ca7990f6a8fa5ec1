import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { serverContext } from '../context';
import { checkHost } from './check-request';

export type PageAccess = 'granted' | 'sign-in' | 'host-unknown';

/** Says whether a page may be shown to who asks for it. */
export async function pageAccess(headers: Headers): Promise<PageAccess> {
  const { config, gate } = await serverContext();
  try {
    checkHost(headers, config);
  } catch (error) {
    if (error instanceof AppError && error.code === 'host-unknown') return 'host-unknown';
    throw error;
  }
  return gate.identify(headers) ? 'granted' : 'sign-in';
}
