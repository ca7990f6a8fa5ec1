import 'server-only';
import * as z from 'zod';

// What a server says beside the point must not cost its list: a value of another kind is as good as none.

export const positiveField = z.number().positive().optional().catch(undefined);
export const flagField = z.boolean().optional().catch(undefined);
export const textField = z.string().optional().catch(undefined);
