import type { JsonObject } from '@/lib/domain/prompt/prompt';
import type { Tool, ToolContext, ToolResult } from '@/lib/server/tools/tool';
import { createToolbox, type Toolbox } from '@/lib/server/tools/toolbox';

type FakeFacts = Partial<Pick<Tool, 'defaultApproval' | 'isByHand'>>;

/** A tool that takes `value`, says it back, and remembers what it was called with. */
export class FakeTool implements Tool {
  readonly key: string;
  readonly origin = { type: 'built-in' } as const;
  readonly definition;
  readonly defaultApproval;
  readonly isByHand;
  readonly inputs: JsonObject[] = [];
  /** What it does instead of saying the value back. */
  act: (context: ToolContext) => Promise<ToolResult> | ToolResult | null = () => null;

  constructor(name: string, { defaultApproval = 'allow', isByHand = false }: FakeFacts = {}) {
    this.key = name;
    this.defaultApproval = defaultApproval;
    this.isByHand = isByHand;
    const value = { type: 'string' };
    const parameters = { type: 'object', properties: { value }, required: ['value'] };
    this.definition = { name, description: `Does ${name}.`, parameters };
  }

  async call(input: JsonObject, context: ToolContext): Promise<ToolResult> {
    this.inputs.push(input);
    return (await this.act(context)) ?? { text: `${this.key}: ${input.value}` };
  }
}

/** The toolbox of these tools. */
export const toolboxOf = (...tools: Tool[]): Toolbox =>
  createToolbox([{ list: async () => tools }]);
