import * as z from 'zod/mini';
import { jsonObjectSchema } from './json-value';

/** How pictures come with a request: by the name of a file, or with their bytes too. */
export const CODE_PICTURES = ['files', 'inline'] as const;
export type CodePictures = (typeof CODE_PICTURES)[number];

/**
 * `GET /api/conversations/{id}/code?message=<answer>&pictures=files|inline&timeZone=<IANA name>`: the first request
 * of a turn, for programs; of the newest one where no answer is named. The key is never part of it.
 */
export const codeRequestSchema = z.object({
  /** Without a slash at the end; `null` for the demo, which has no address, and whose model is a placeholder. */
  baseUrl: z.nullable(z.string()),
  /** The environment variable that programs read the key from; `null` where the server asks for none. */
  keyVariable: z.nullable(z.string()),
  /** Of `POST {baseUrl}/chat/completions`, for an answer in one piece. `picture:0` stands for the first picture. */
  body: jsonObjectSchema,
  pictures: z.array(
    z.object({
      /** Of a file that programs read it from. */
      name: z.string(),
      mediaType: z.string(),
      base64: z.optional(z.string()),
    }),
  ),
});
