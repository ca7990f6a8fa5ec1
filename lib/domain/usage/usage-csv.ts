import { tableToText } from '../markdown/table-to-text';
import type { UsageDay } from './usage-day';

const COLUMNS = [
  'day',
  'modelId',
  'answers',
  'steps',
  'images',
  'inputTokens',
  'cachedInputTokens',
  'outputTokens',
  'reasoningTokens',
  'totalMs',
] as const satisfies readonly (keyof UsageDay)[];

/** Usage as CSV (RFC 4180), for programs: plain numbers under names that stay, in no language. */
export function usageToCsv(days: readonly UsageDay[]): string {
  const rows = days.map((row) => COLUMNS.map((column) => String(row[column])));
  return `${tableToText([COLUMNS, ...rows], 'csv')}\r\n`;
}
