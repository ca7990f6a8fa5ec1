import 'server-only';
import type { Actor } from '../actor';
import type { Tool, ToolSource } from './tool';

/** All tools of a person, whoever made them. */
export interface Toolbox {
  /** Every tool there is, those that are built in first. A name that is taken already is left out. */
  list(actor: Actor): Promise<readonly Tool[]>;
  /** Those that a conversation's settings name, in the order of `list`; what is not there is left out. */
  choose(actor: Actor, keys: readonly string[]): Promise<readonly Tool[]>;
}

/** @param sources - In the order in which their tools are listed. */
export function createToolbox(sources: readonly ToolSource[]): Toolbox {
  const list = async (actor: Actor, keys?: ReadonlySet<string>) => {
    const tools = (await Promise.all(sources.map((source) => source.list(actor, keys)))).flat();
    const byName = new Map<string, Tool>();
    for (const tool of tools) {
      if (!byName.has(tool.definition.name)) byName.set(tool.definition.name, tool);
    }
    return [...byName.values()];
  };
  return {
    list: (actor) => list(actor),
    async choose(actor, keys) {
      if (keys.length === 0) return [];
      const wanted = new Set(keys);
      return (await list(actor, wanted)).filter(({ key }) => wanted.has(key));
    },
  };
}
