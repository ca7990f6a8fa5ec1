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

/** What a model asked for: a tool by its name, with arguments as it wrote them (rarely, not JSON). */
export type PromptToolCall = {
  readonly id: string;
  readonly name: string;
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
  /** From -2 to 2, as the one below. */
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
};

/** What one upstream call is sent. */
export type Prompt = {
  readonly messages: readonly PromptMessage[];
  readonly settings: GenerationSettings;
  readonly tools?: readonly ToolDefinition[] | undefined;
  /** Whether a tool must be called; else the model decides. */
  readonly mustCallTool?: boolean | undefined;
  /** Whether several tools may be called at once; where it is not said, the server decides. */
  readonly allowsParallelCalls?: boolean | undefined;
  readonly responseFormat?: ResponseFormat | undefined;
};
