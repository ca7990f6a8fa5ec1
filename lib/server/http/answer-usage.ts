import 'server-only';
import * as z from 'zod/mini';
import { contentDisposition } from '@/lib/domain/transfer/export-file-name';
import { firstDayOf } from '@/lib/domain/usage/first-day';
import { usageToCsv } from '@/lib/domain/usage/usage-csv';
import { timeZoneSchema } from '@/lib/protocol/time-zone';
import { DEFAULT_USAGE_DAYS, MAX_USAGE_DAYS } from '@/lib/protocol/usage';
import type { Call } from './handle';
import { parseQuery } from './parse-body';

const querySchema = z.object({
  days: z._default(
    z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_USAGE_DAYS)),
    DEFAULT_USAGE_DAYS,
  ),
  timeZone: z._default(timeZoneSchema, 'UTC'),
  format: z._default(z.enum(['json', 'csv']), 'json'),
});

/**
 * Tells what answers have used, as JSON or as a file.
 *
 * @throws AppError `request-invalid`.
 */
export async function answerUsage({ request, context, actor }: Call): Promise<Response> {
  const { days, timeZone, format } = parseQuery(new URL(request.url).searchParams, querySchema);
  const rows = await context.usage.list(actor, firstDayOf(Date.now(), timeZone, days));
  if (format === 'json') return Response.json({ days: rows });
  return new Response(usageToCsv(rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': contentDisposition('tenlens-usage.csv'),
    },
  });
}
