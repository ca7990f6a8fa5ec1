import 'server-only';
import type { Attachment } from '@/lib/domain/attachment';
import type { ConversationId } from '@/lib/domain/ids';
import type { JsonObject, ToolDefinition } from '@/lib/domain/prompt/prompt';
import type { ToolApproval } from '@/lib/domain/tool/tool-choice';
import type { Actor } from '../actor';

/** A picture that a tool may be asked about, by what the model knows it as. */
export type NumberedImage = { readonly number: number; readonly attachment: Attachment };

/** What a tool may know of the call. */
export type ToolContext = {
  readonly actor: Actor;
  /** `null` where a person tries a tool without a conversation. */
  readonly conversationId: ConversationId | null;
  /** Pictures of the branch, oldest first. Numbers begin anew with each question: the last one counts. */
  readonly images: readonly NumberedImage[];
  /** IANA name of the person's time zone. */
  readonly timeZone: string;
  /** Aborted by Stop and when the tool's time is over. */
  readonly signal: AbortSignal;
};

/** What a tool gives back: text for the model, and pictures that it sees from then on. */
export type ToolResult = {
  readonly text: string;
  readonly images?: readonly Attachment[] | undefined;
  /** Whether it failed; the text says why, for the model. */
  readonly isError?: boolean | undefined;
};

/** Who made a tool. */
export type ToolOrigin =
  | { readonly type: 'built-in' }
  | { readonly type: 'own' }
  | { readonly type: 'mcp'; readonly server: string };

/** Something a model may call. */
export interface Tool {
  /** Names it in settings: `calculator`, `own:<id>`, `mcp:<server>:<name>`. */
  readonly key: string;
  readonly origin: ToolOrigin;
  /** What the model is told; the name is unique among the tools of a person. */
  readonly definition: ToolDefinition;
  /** What is done where the person has not chosen: tools that reach nothing outside may just run. */
  readonly defaultApproval: ToolApproval;
  /** Whether the person plays it; it is never called then. */
  readonly isByHand: boolean;
  /**
   * Does what was asked. Arguments have passed `definition.parameters`.
   *
   * @throws AppError whose code says why it could not; anything else is told as a failure of the tool.
   */
  call(input: JsonObject, context: ToolContext): Promise<ToolResult>;
}

/** A kind of tools. */
export interface ToolSource {
  /**
   * The tools that an actor has of this kind, in an order that stays. Never throws.
   *
   * @param keys - Those that are wanted: others may be left out, and nobody is to be asked about them.
   */
  list(actor: Actor, keys?: ReadonlySet<string>): Promise<readonly Tool[]>;
}
