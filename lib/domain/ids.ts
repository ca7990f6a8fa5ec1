declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A stored conversation. All ids are random UUIDs in lower case unless said otherwise. */
export type ConversationId = Branded<'ConversationId'>;
/** One node of a conversation's tree. */
export type MessageId = Branded<'MessageId'>;
/** A file stored once, referred to by file parts. */
export type AttachmentId = Branded<'AttachmentId'>;
/** One run from request to end. */
export type GenerationId = Branded<'GenerationId'>;
/** Settings under a name. */
export type PresetId = Branded<'PresetId'>;
/** A tool that a person made. */
export type ToolId = Branded<'ToolId'>;
/** A person; `local` until there are users. */
export type UserId = Branded<'UserId'>;
/** What a person picks: `<connection id>/<upstream's model name>`. */
export type ModelId = Branded<'ModelId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Says whether a text has the form of the ids made here (lower-case UUID). */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Marks a text as an id of the wanted kind. The one place where ids are branded; callers check the form first. */
export function asId<Id extends Branded<string>>(text: string): Id {
  return text as Id;
}
