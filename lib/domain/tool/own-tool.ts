import type { ToolId } from '../ids';
import type { ToolDefinition } from '../prompt/prompt';

/** What is done when a model calls a tool that a person made. */
export type OwnToolAction =
  /** Always the same answer. */
  | { readonly type: 'reply'; readonly text: string }
  /** A server of the public web is asked; `{name}` in the address stands for an argument. */
  | { readonly type: 'http'; readonly method: 'GET' | 'POST'; readonly url: string }
  /** The person plays the tool. */
  | { readonly type: 'by-hand' };

/** A tool as a person made it; `parameters` is a JSON Schema of an object. */
export type NewOwnTool = ToolDefinition & { readonly action: OwnToolAction };

export type OwnTool = NewOwnTool & { readonly id: ToolId };

/** What names an own tool in settings. */
export const ownToolKey = (id: ToolId): string => `own:${id}`;
