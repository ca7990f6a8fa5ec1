import type { Attachment } from '../attachment';
import type { ImageDetail } from '../image/image-detail';

export type PromptTextPart = { readonly type: 'text'; readonly text: string };
/** A picture by reference; the provider asks for its bytes when it writes the request. */
export type PromptImagePart = {
  readonly type: 'image';
  readonly attachment: Attachment;
  readonly detail: ImageDetail;
};
export type PromptUserPart = PromptTextPart | PromptImagePart;

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
  | { readonly role: 'user'; readonly parts: readonly PromptUserPart[] }
  | {
      readonly role: 'assistant';
      readonly text: string;
      readonly toolCalls?: readonly PromptToolCall[] | undefined;
    }
  /** The result of a call, as text. */
  | {
      readonly role: 'tool';
      readonly toolCallId: string;
      readonly name: string;
      readonly text: string;
    };

/** A value that JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** A tool the model may ask for; `parameters` is a JSON Schema of an object. */
export type ToolDefinition = {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
};

/** The form an answer must have. */
export type ResponseFormat =
  | { readonly type: 'json' }
  | { readonly type: 'json-schema'; readonly name: string; readonly schema: JsonObject };

/** How the model is asked to write. What is not said is the server's own choice. */
export type GenerationSettings = {
  readonly temperature: number;
  /** Upper limit for the answer in tokens. */
  readonly maxOutputTokens: number;
  /** From 0 to 1. */
  readonly topP?: number | undefined;
  readonly seed?: number | undefined;
  /** Texts that end an answer. */
  readonly stop?: readonly string[] | undefined;
};

/** What one upstream call is sent. */
export type Prompt = {
  readonly messages: readonly PromptMessage[];
  readonly settings: GenerationSettings;
  readonly tools?: readonly ToolDefinition[] | undefined;
  readonly responseFormat?: ResponseFormat | undefined;
};
