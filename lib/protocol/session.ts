import * as z from 'zod/mini';

/** `POST /api/session`: the shared password. */
export const signInSchema = z.object({ password: z.string().check(z.maxLength(1000)) });
