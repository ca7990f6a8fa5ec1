import type { JsonObject } from '../prompt/prompt';

/** A picture as a file beside the program, or in it. */
export type PictureFile = {
  readonly name: string;
  readonly mediaType: string;
  /** Its bytes, where they stand in the program. */
  readonly base64?: string | undefined;
};

/** A request that programs are written for. */
export type CodeRequest = {
  /** Without a slash at the end; `null` where it is not known, as of the demo. */
  readonly baseUrl: string | null;
  /** The environment variable that holds the key; `null` where the server asks for none. */
  readonly keyVariable: string | null;
  /** Of `POST /chat/completions`, for an answer in one piece. Marks stand for pictures, see `pictureMark`. */
  readonly body: JsonObject;
  /** The pictures that marks stand for, by their number. */
  readonly pictures: readonly PictureFile[];
};

/** The environment variable that holds the address where that is not known. */
export const ADDRESS_VARIABLE = 'OPENAI_BASE_URL';

/** The programs that can be written. */
export const CODE_LANGUAGES = ['curl', 'python', 'typescript', 'ai-sdk'] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];
