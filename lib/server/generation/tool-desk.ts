import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import type { ToolPart } from '@/lib/domain/message';
import type {
  JsonObject,
  JsonValue,
  PromptToolCall,
  ToolDefinition,
} from '@/lib/domain/prompt/prompt';
import { takeToolCallId } from '@/lib/domain/prompt/tool-call-id';
import { MAX_CALLS_PER_STEP } from '@/lib/domain/tool/tool-choice';
import { jsonValueSchema } from '@/lib/protocol/json-value';
import type { DecidedTool } from '../tool-approval-store/tool-approval-store';
import { checkArguments } from '../tools/check-arguments';
import { runTool } from '../tools/run-tool';
import type { Tool, ToolContext } from '../tools/tool';
import { decidedOf } from '../tools/tool-rules';
import type { AnswerWriter } from './write-answer';

/** A model that made the same call that often does not learn from its result. */
const MOST_SAME_CALLS = 3;

const TOO_MANY = `Not run, nor any call behind it: ${MAX_CALLS_PER_STEP} at once are the most.`;
const REPEATED = 'Not run: the same call was made before, and gave what it gave.';

/** What came of the calls of one step. */
export type CallsOutcome =
  /** Each has its result: the model can be told. */
  | 'answered'
  /** Some wait for the person. */
  | 'waiting'
  /** The model repeats itself. */
  | 'repeated';

type Desk = {
  readonly tools: readonly Tool[];
  readonly decided: ReadonlyMap<string, DecidedTool>;
  readonly writer: AnswerWriter;
  readonly context: ToolContext;
};

type Running = { readonly callId: string; readonly tool: Tool; readonly input: JsonObject };

/** Answers the calls of one answer: refuses, asks the person, or has the tool do it. */
export class ToolDesk {
  readonly #desk: Desk;
  readonly #byName: ReadonlyMap<string, Tool>;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#byName = new Map(desk.tools.map((tool) => [tool.definition.name, tool]));
  }

  /** What the model may call. */
  definitions(): readonly ToolDefinition[] {
    return this.#desk.tools.map(({ definition }) => definition);
  }

  /**
   * Shows the calls of a step and answers those that need nobody, at once with each other.
   *
   * @param mayRepair - Whether arguments that are no JSON may be mended: not those that were cut off.
   */
  async answer(calls: readonly PromptToolCall[], mayRepair: boolean): Promise<CallsOutcome> {
    const earlier = this.#calls();
    const taken = new Set(earlier.map(({ callId }) => callId));
    const running: Running[] = [];
    let isRepeated = false;
    for (const [index, call] of calls.slice(0, MAX_CALLS_PER_STEP + 1).entries()) {
      const callId = takeToolCallId(call.id, taken);
      const made = this.#show(callId, call, mayRepair);
      const isSame = this.#countSame(call.name, made.input) >= MOST_SAME_CALLS;
      isRepeated ||= isSame;
      if (index === MAX_CALLS_PER_STEP) this.#refuse(callId, TOO_MANY);
      else if (isSame) this.#refuse(callId, REPEATED);
      else if (made.refusal !== null) this.#refuse(callId, made.refusal);
      else if (!this.#asks(callId, made.tool)) running.push({ callId, ...made });
    }
    await this.#run(running);
    if (isRepeated) return 'repeated';
    return this.#calls().some(isUndecided) ? 'waiting' : 'answered';
  }

  /** Has the tools do what a person has allowed. */
  async runAllowed(): Promise<void> {
    const allowed = this.#calls().filter(({ state }) => state === 'running');
    const running: Running[] = [];
    for (const { callId, name, input } of allowed) {
      const checked = this.#check({ name, arguments: JSON.stringify(input) }, false);
      if (checked.refusal === null) running.push({ callId, ...checked });
      else this.#refuse(callId, checked.refusal);
    }
    await this.#run(running);
  }

  #calls(): ToolPart[] {
    return this.#desk.writer.answer().parts.flatMap((part) => (part.type === 'tool' ? [part] : []));
  }

  #countSame(name: string, input: JsonValue): number {
    const isSame = (call: ToolPart) => call.name === name && isDeepStrictEqual(call.input, input);
    return this.#calls().filter(isSame).length;
  }

  /** The tool that is meant, with arguments that it takes; else why not, for the model. */
  #check({ name, arguments: text }: Omit<PromptToolCall, 'id'>, mayRepair: boolean): Checked {
    const tool = this.#byName.get(name);
    if (!tool) return { refusal: this.#unknown(name), input: readableInput(text) };
    const checked = checkArguments(tool.definition, text, { mayRepair });
    if (!checked.isValid) return { refusal: checked.reason, input: checked.input };
    return { refusal: null, tool, input: checked.input };
  }

  #show(callId: string, call: PromptToolCall, mayRepair: boolean): Checked {
    const checked = this.#check(call, mayRepair);
    this.#desk.writer.closePart();
    this.#desk.writer.write({
      type: 'tool-input-available',
      toolCallId: callId,
      toolName: call.name,
      input: checked.input,
      dynamic: true,
    });
    return checked;
  }

  #unknown(name: string): string {
    const names = [...this.#byName.keys()];
    const offered = names.length === 0 ? 'There are no tools here.' : `Tools: ${names.join(', ')}.`;
    return `There is no tool "${name.slice(0, 64)}". ${offered}`;
  }

  /** Whether the person is to decide; they are asked then. */
  #asks(callId: string, tool: Tool): boolean {
    const approval = decidedOf(tool, this.#desk.decided) ?? tool.defaultApproval;
    if (!tool.isByHand && approval === 'allow') return false;
    const reason = tool.isByHand ? 'reply' : 'approval';
    const request = { approvalId: callId, toolCallId: callId, reason } as const;
    this.#desk.writer.write({ type: 'tool-approval-request', ...request });
    return true;
  }

  #refuse(callId: string, text: string): void {
    const output = { text, isError: true, ms: 0, images: [] };
    this.#tell(callId, output);
  }

  #tell(toolCallId: string, output: NonNullable<ToolPart['output']>): void {
    this.#desk.writer.write({ type: 'tool-output-available', toolCallId, output, dynamic: true });
  }

  async #run(calls: readonly Running[]): Promise<void> {
    const { context } = this.#desk;
    await Promise.all(
      calls.map(async ({ callId, tool, input }) => {
        const output = await runTool(tool, input, context);
        // What Stop has ended stays without a result.
        if (!context.signal.aborted) this.#tell(callId, output);
      }),
    );
  }
}

type Checked =
  | { readonly refusal: null; readonly tool: Tool; readonly input: JsonObject }
  | { readonly refusal: string; readonly input: JsonValue };

const isUndecided = ({ state }: ToolPart) => state === 'approval' || state === 'reply';

/** Arguments to be shown: as JSON where they are that, else as they were written. */
function readableInput(text: string): JsonValue {
  try {
    // Without keys that mean something else to objects, such as `__proto__`.
    return jsonValueSchema.parse(JSON.parse(text));
  } catch {
    // Shown and sent back as the model wrote it.
    return text;
  }
}
