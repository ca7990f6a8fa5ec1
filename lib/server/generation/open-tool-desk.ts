import 'server-only';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import { picturesOf } from '@/lib/domain/message';
import type { StoredTree } from '../conversation-store/conversation-store';
import type { NumberedImage } from '../tools/tool';
import type { GenerationDependencies } from './dependencies';
import type { Run } from './run';
import { ToolDesk } from './tool-desk';

/** Pictures of the questions up to an answer, by the numbers that prompts give them; none that was taken out. */
function numberedImages({ turn }: Run, { messages, conversation }: StoredTree): NumberedImage[] {
  const branch = pathTo(messages, turn.answer.parentId);
  const excluded = new Set(conversation.settings.excludedImages);
  return branch
    .filter(({ role }) => role === 'user')
    .flatMap((question) =>
      picturesOf(question).map((attachment, index) => ({ number: index + 1, attachment })),
    )
    .filter(({ attachment }) => !excluded.has(attachment.id));
}

/** The tools that a conversation's settings name, with what was decided about them. */
export async function openToolDesk(
  run: Run,
  tree: StoredTree,
  { toolbox, toolApprovals }: Pick<GenerationDependencies, 'toolbox' | 'toolApprovals'>,
): Promise<ToolDesk> {
  const { actor, turn, timeZone, signal, writer } = run;
  const { conversationId } = turn;
  const tools = await toolbox.choose(actor, tree.conversation.settings.tools ?? []);
  const decided = tools.length === 0 ? new Map() : await toolApprovals.read(actor, conversationId);
  const images = numberedImages(run, tree);
  const context = { actor, conversationId, images, timeZone, signal };
  return new ToolDesk({ tools, decided, writer, context });
}
