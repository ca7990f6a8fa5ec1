import 'server-only';
import { asId, type UserId } from '@/lib/domain/ids';

/** On whose behalf something is done; the first argument of every store method. */
export type Actor = { readonly userId: UserId };

/** The one person there is until users come. */
export const LOCAL_ACTOR: Actor = { userId: asId<UserId>('local') };
