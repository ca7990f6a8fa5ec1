import { asId, type UserId } from '@/lib/domain/ids';
import type { Tool, ToolContext } from '@/lib/server/tools/tool';

/** A tool that does what the test says; it takes any object. */
export const fakeTool = (call: Tool['call'], facts: Partial<Tool> = {}): Tool => ({
  key: 'fake',
  origin: { type: 'built-in' },
  definition: { name: 'fake', description: '', parameters: { type: 'object' } },
  defaultApproval: 'allow',
  isByHand: false,
  call,
  ...facts,
});

/** The context of a call that nobody ends, without pictures. */
export const toolContext = (facts: Partial<ToolContext> = {}): ToolContext => ({
  actor: { userId: asId<UserId>('anna') },
  conversationId: null,
  images: [],
  timeZone: 'UTC',
  signal: new AbortController().signal,
  ...facts,
});
