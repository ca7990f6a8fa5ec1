import * as z from 'zod/mini';

/** IANA name of a time zone. */
export const timeZoneSchema = z.string().check(z.minLength(1), z.maxLength(64));
