import type { Attachment } from '../attachment';

export type PromptTextPart = { readonly type: 'text'; readonly text: string };
/** A picture by reference; the provider asks for its bytes when it writes the request. */
export type PromptImagePart = { readonly type: 'image'; readonly attachment: Attachment };

/** A tool that a model called: its id, the tool's name, and its arguments as the model wrote them. */
export type PromptToolCall = {
  /** Nine letters and digits, unique among the calls of a prompt. */
  readonly id: string;
  readonly name: string;
  /** JSON text as a rule; what a model wrote that is none stays as it is. */
  readonly arguments: string;
};

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
