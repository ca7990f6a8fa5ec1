import 'server-only';
import type { UsageDay } from '@/lib/domain/usage/usage-day';
import type { Actor } from '../actor';

/**
 * Keeps what answers have used. Each is counted in the transaction that stores its end, and stays
 * counted when its conversation is deleted. Temporary chats are counted nowhere that lasts.
 */
export interface UsageStore {
  /**
   * Newest day first; on one day, by model.
   *
   * @param since - First day, `YYYY-MM-DD`.
   */
  list(actor: Actor, since: string): Promise<readonly UsageDay[]>;
  removeAll(actor: Actor): Promise<void>;
}
