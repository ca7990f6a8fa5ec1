import 'server-only';
import { type OwnTool, ownToolKey } from '@/lib/domain/tool/own-tool';
import type { FetchWeb } from '../../egress/fetch-web';
import type { OwnToolStore } from '../../own-tool-store/own-tool-store';
import type { Tool, ToolSource } from '../tool';
import { askServer } from './ask-server';

function callOf({ action }: OwnTool, fetchWeb: FetchWeb): Tool['call'] {
  if (action.type === 'http') {
    return (input, { signal }) => askServer(action, input, { fetchWeb, signal });
  }
  if (action.type === 'reply') return async () => ({ text: action.text });
  return async () => {
    throw new Error('a tool that the person plays is not called');
  };
}

function toTool(tool: OwnTool, fetchWeb: FetchWeb): Tool {
  const { id, name, description, parameters, action } = tool;
  return {
    key: ownToolKey(id),
    origin: { type: 'own' },
    definition: { name, description, parameters },
    // What reaches a server asks first; the person who plays a tool sees each call anyway.
    defaultApproval: action.type === 'http' ? 'ask' : 'allow',
    isByHand: action.type === 'by-hand',
    call: callOf(tool, fetchWeb),
  };
}

/** The tools that a person made. */
export function createOwnTools(store: OwnToolStore, fetchWeb: FetchWeb): ToolSource {
  return {
    list: async (actor) => (await store.list(actor)).map((tool) => toTool(tool, fetchWeb)),
  };
}
