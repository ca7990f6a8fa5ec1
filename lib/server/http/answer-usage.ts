import 'server-only';
import * as z from 'zod/mini';
import { AppError } from '@/lib/domain/errors/app-error';
import { contentDisposition } from '@/lib/domain/transfer/export-file-name';
import { firstDayOf } from '@/lib/domain/usage/first-day';
import { usageToCsv } from '@/lib/domain/usage/usage-csv';
import { DEFAULT_USAGE_DAYS, MAX_USAGE_DAYS } from '@/lib/protocol/usage';
import type { Call } from './handle';

const querySchema = z.object({
  days: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_USAGE_DAYS)),
  timeZone: z.string().check(z.minLength(1), z.maxLength(64)),
  format: z.enum(['json', 'csv']),
});

function parseQuery(query: URLSearchParams) {
  const result = querySchema.safeParse({
    days: query.get('days') ?? DEFAULT_USAGE_DAYS,
    timeZone: query.get('timeZone') ?? 'UTC',
    format: query.get('format') ?? 'json',
  });
  if (!result.success) throw new AppError('request-invalid', {}, { cause: result.error });
  return result.data;
}

/**
 * Tells what answers have used, as JSON or as a file.
 *
 * @throws AppError `request-invalid`.
 */
export async function answerUsage({ request, context, actor }: Call): Promise<Response> {
  const { days, timeZone, format } = parseQuery(new URL(request.url).searchParams);
  const rows = await context.usage.list(actor, firstDayOf(Date.now(), timeZone, days));
  if (format === 'json') return Response.json({ days: rows });
  return new Response(usageToCsv(rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': contentDisposition('tenlens-usage.csv'),
    },
  });
}
