import * as z from 'zod/mini';
import type { JsonObject, JsonValue } from '@/lib/domain/prompt/prompt';

export const jsonValueSchema: z.ZodMiniType<JsonValue> = z.json();
export const jsonObjectSchema: z.ZodMiniType<JsonObject> = z.record(z.string(), jsonValueSchema);
