import 'server-only';
import type * as z from 'zod/mini';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ToolId } from '@/lib/domain/ids';
import { type NewOwnTool, type OwnTool, ownToolKey } from '@/lib/domain/tool/own-tool';
import type { ToolSummary, ToolTrialResult, toolTrialSchema } from '@/lib/protocol/tools';
import type { Actor } from '../actor';
import type { Context } from '../context';
import { checkArguments } from '../tools/check-arguments';
import { runTool } from '../tools/run-tool';
import type { Tool } from '../tools/tool';

type Dependencies = Pick<Context, 'toolbox' | 'ownTools' | 'attachments'>;

const toSummary = ({ definition, call: _call, ...tool }: Tool): ToolSummary => ({
  ...tool,
  ...definition,
});

/** All tools of a person, and those that the person made with what they do. */
export async function listTools({ toolbox, ownTools }: Dependencies, actor: Actor) {
  const [tools, own] = await Promise.all([toolbox.list(actor), ownTools.list(actor)]);
  return { tools: tools.map(toSummary), own };
}

/** @throws AppError `tool-name-taken`: a model could not tell two tools of one name apart. */
async function requireFreeName(
  { toolbox, ownTools }: Dependencies,
  actor: Actor,
  { name, key }: { readonly name: string; readonly key: string | null },
): Promise<void> {
  const tools = await toolbox.list(actor);
  const own = (await ownTools.list(actor)).map((tool) => ({ ...tool, key: ownToolKey(tool.id) }));
  const others = [...tools.map((tool) => ({ key: tool.key, name: tool.definition.name })), ...own];
  if (others.some((other) => other.name === name && other.key !== key)) {
    throw new AppError('tool-name-taken', { name });
  }
}

/** @throws AppError `tool-name-taken`, `tool-count`. */
export async function addTool(context: Dependencies, actor: Actor, tool: NewOwnTool) {
  await requireFreeName(context, actor, { name: tool.name, key: null });
  return context.ownTools.add(actor, tool);
}

/** @throws AppError `tool-name-taken`, `not-found`. */
export async function replaceTool(
  context: Dependencies,
  actor: Actor,
  { id, tool }: { readonly id: ToolId; readonly tool: NewOwnTool },
): Promise<OwnTool> {
  await requireFreeName(context, actor, { name: tool.name, key: ownToolKey(id) });
  const replaced = await context.ownTools.replace(actor, id, tool);
  if (!replaced) throw new AppError('not-found');
  return replaced;
}

type Trial = z.infer<typeof toolTrialSchema> & { readonly signal: AbortSignal };

/**
 * Calls a tool as a model would, within the same limits.
 *
 * @throws AppError `not-found` where there is no such tool.
 */
export async function tryTool(
  { toolbox, attachments }: Dependencies,
  actor: Actor,
  trial: Trial,
): Promise<ToolTrialResult> {
  const [tool] = await toolbox.choose(actor, [trial.key]);
  if (!tool) throw new AppError('not-found');
  const checked = checkArguments(tool.definition, trial.arguments, { mayRepair: true });
  if (!checked.isValid) {
    const { path, keyword, reason } = checked;
    return { type: 'unfit', path, keyword, reason };
  }
  const { input, isRepaired } = checked;
  if (tool.isByHand) return { type: 'by-hand', isRepaired };
  const found = await attachments.find(actor, trial.attachmentIds);
  const images = found.map((attachment, index) => ({ number: index + 1, attachment }));
  const { timeZone, signal } = trial;
  const context = { actor, conversationId: null, images, timeZone, signal };
  const { images: made, ...output } = await runTool(tool, input, context);
  return { type: 'output', output: { ...output, images: [...made] }, isRepaired };
}
