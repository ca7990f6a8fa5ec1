import 'client-only';
import type { UsageDay } from '@/lib/domain/usage/usage-day';
import { usageListSchema } from '@/lib/protocol/usage';
import { timeZone } from '../time-zone';
import { requestJson } from './request-json';

function usageUrl(days: number, format: 'json' | 'csv'): string {
  const query = new URLSearchParams({ days: String(days), timeZone: timeZone(), format });
  return `/api/usage?${query}`;
}

/** What answers have used on the last days, newest day first. */
export async function fetchUsage(days: number, signal: AbortSignal): Promise<readonly UsageDay[]> {
  return (await requestJson(usageUrl(days, 'json'), usageListSchema, { signal })).days;
}

/** Address of the same as a file. */
export const usageFileUrl = (days: number): string => usageUrl(days, 'csv');
