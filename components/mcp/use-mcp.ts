'use client';

import { useCallback, useEffect, useState } from 'react';
import { fetchMcpOverview, saveOwnMcpServers, saveToolPin } from '@/lib/client/api/mcp';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { McpOverview, McpTool, OwnMcpServer } from '@/lib/protocol/mcp';

export type McpState = {
  /** `null` until the servers have been asked once. */
  readonly overview: McpOverview | null;
  readonly isAsking: boolean;
  readonly error: AppError | null;
  readonly ask: () => Promise<void>;
  /** Agrees to a tool as it is shown, or takes that back. */
  readonly decide: (tool: McpTool, isOn: boolean) => Promise<void>;
  /** Says whether it was done. */
  readonly saveOwn: (servers: readonly OwnMcpServer[]) => Promise<boolean>;
};

function withDecision(overview: McpOverview, key: string, isOn: boolean): McpOverview {
  const decided = (tool: McpTool): McpTool => {
    if (tool.key !== key) return tool;
    const { agreed: _, ...rest } = tool;
    return { ...rest, state: isOn ? 'on' : 'off' };
  };
  const servers = overview.servers.map((server) => ({
    ...server,
    tools: server.tools.map(decided),
  }));
  return { ...overview, servers };
}

/** The MCP servers of a person, and what can be done about them. */
export function useMcp(): McpState {
  const [overview, setOverview] = useState<McpOverview | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const run = useCallback(async (act: () => Promise<void>) => {
    setError(null);
    try {
      await act();
      return true;
    } catch (cause) {
      setError(toAppError(cause));
      return false;
    }
  }, []);
  const ask = useCallback(async () => {
    setAsking(true);
    await run(async () => setOverview(await fetchMcpOverview()));
    setAsking(false);
  }, [run]);
  useEffect(() => void ask(), [ask]);
  return {
    overview,
    isAsking,
    error,
    ask,
    async decide(tool, isOn) {
      const { key, fingerprint } = tool;
      await run(async () => {
        await saveToolPin({ key, fingerprint: isOn ? fingerprint : null });
        setOverview((before) => before && withDecision(before, key, isOn));
      });
    },
    async saveOwn(servers) {
      const isDone = await run(() => saveOwnMcpServers(servers));
      if (isDone) await ask();
      return isDone;
    },
  };
}
