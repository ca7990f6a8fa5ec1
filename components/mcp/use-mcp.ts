'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
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
  /** Adds a server of the person; says whether it is stored, before what it offers has been asked. */
  readonly add: (server: OwnMcpServer) => Promise<boolean>;
  /** Takes one away; says whether that is stored. */
  readonly remove: (name: string) => Promise<boolean>;
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

/** What is known at once when other servers were added; what they offer is asked then. */
function withOwn(overview: McpOverview, own: readonly OwnMcpServer[]): McpOverview {
  const names = new Set(own.map(({ name }) => name));
  const servers = overview.servers.filter(({ name, isOwn }) => !isOwn || names.has(name));
  return { ...overview, own: [...own], servers };
}

/** What the servers told last, and how to ask them anew. */
function useOverview() {
  const [overview, setOverview] = useState<McpOverview | null>(null);
  const known = useRef(overview);
  const show = useCallback((next: McpOverview | null) => {
    known.current = next;
    setOverview(next);
  }, []);
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
  // Of several answers on their way the newest one counts, and none that is older than a change.
  const rounds = useRef(0);
  const changes = useRef(0);
  const ask = useCallback(async () => {
    rounds.current += 1;
    const round = rounds.current;
    const isNewest = () => round === rounds.current;
    setAsking(true);
    await run(async () => {
      let next: McpOverview;
      let since: number;
      do {
        since = changes.current;
        next = await fetchMcpOverview();
      } while (isNewest() && since !== changes.current);
      if (isNewest()) show(next);
    });
    if (isNewest()) setAsking(false);
  }, [run, show]);
  /** Shows what has just been stored. */
  const alter = (change: (before: McpOverview) => McpOverview) => {
    changes.current += 1;
    show(known.current && change(known.current));
  };
  useEffect(() => void ask(), [ask]);
  return { overview, known, alter, isAsking, error, run, ask };
}

type Overview = ReturnType<typeof useOverview>;

/** Changes the list of the person's own servers: each change is made upon the one before, whatever is on its way. */
function useOwnServers({ known, alter, run, ask }: Overview) {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return async (change: (own: readonly OwnMcpServer[]) => readonly OwnMcpServer[]) => {
    const save = async () => {
      const own = change(known.current?.own ?? []);
      await saveOwnMcpServers(own);
      alter((before) => withOwn(before, own));
    };
    const saving = last.current.then(() => run(save));
    last.current = saving;
    const isDone = await saving;
    if (isDone) void ask();
    return isDone;
  };
}

/** The MCP servers of a person, and what can be done about them. */
export function useMcp(): McpState {
  const all = useOverview();
  const { overview, alter, isAsking, error, run, ask } = all;
  const changeOwn = useOwnServers(all);
  return {
    overview,
    isAsking,
    error,
    ask,
    async decide(tool, isOn) {
      const { key, fingerprint } = tool;
      await run(async () => {
        await saveToolPin({ key, fingerprint: isOn ? fingerprint : null });
        alter((before) => withDecision(before, key, isOn));
      });
    },
    add: (server) => changeOwn((own) => [...own, server]),
    remove: (name) => changeOwn((own) => own.filter((each) => each.name !== name)),
  };
}
