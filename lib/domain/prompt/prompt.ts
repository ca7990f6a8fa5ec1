import type { Attachment } from '../attachment';

export type PromptTextPart = { readonly type: 'text'; readonly text: string };
/** A picture by reference; the provider asks for its bytes when it writes the request. */
export type PromptImagePart = { readonly type: 'image'; readonly attachment: Attachment };

/** One message of an assembled prompt. Only users' messages carry pictures (`mistral-common` refuses others). */
export type PromptMessage =
  | { readonly role: 'system'; readonly text: string }
  | { readonly role: 'user'; readonly parts: readonly (PromptTextPart | PromptImagePart)[] }
  | { readonly role: 'assistant'; readonly text: string };

/** How the model is asked to write. */
export type GenerationSettings = {
  readonly temperature: number;
  /** Upper limit for the answer in tokens. */
  readonly maxOutputTokens: number;
};

/** What one upstream call is sent. */
export type Prompt = {
  readonly messages: readonly PromptMessage[];
  readonly settings: GenerationSettings;
};
