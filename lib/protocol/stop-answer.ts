import * as z from 'zod/mini';

/** `POST /api/chat/{id}/stop`: whether there was something to stop. */
export const stopAnswerSchema = z.object({ wasRunning: z.boolean() });
