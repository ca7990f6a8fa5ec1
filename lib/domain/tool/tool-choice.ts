/** How a tool is called: each call asks the person, or none does. */
export type ToolApproval = 'ask' | 'allow';

/** How far an approval reaches: this call, all of the conversation, or all. */
export const APPROVAL_SCOPES = ['once', 'conversation', 'always'] as const;
export type ApprovalScope = (typeof APPROVAL_SCOPES)[number];

/** What holds for a tool: each call asks, or none does in one conversation, or none at all. */
export const TOOL_RULES = ['ask', 'conversation', 'always'] as const;
export type ToolRule = (typeof TOOL_RULES)[number];

/** Calls that a model may make at once: a person may have to decide about each. */
export const MAX_CALLS_PER_STEP = 64;

/** What a person decided about one call that waited. */
export type CallDecision = { readonly callId: string } & (
  | { readonly type: 'allow'; readonly scope: ApprovalScope }
  | { readonly type: 'deny' }
  /** The person plays the tool. */
  | { readonly type: 'reply'; readonly text: string }
);
