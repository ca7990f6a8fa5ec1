import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { McpServer } from './mcp-config';
import { type McpConnection, type McpLimits, openMcpConnection } from './mcp-connection';
import { SessionExpired } from './mcp-fetch';

type Question<Answer> = {
  /** Whether the server may hear it twice. */
  readonly mayRepeat: boolean;
  readonly ask: (connection: McpConnection) => Promise<Answer>;
};

/** A connection that is opened when something is asked, and anew when it was lost. */
export interface ConnectionKeeper {
  /** @throws AppError `mcp-…`; whatever the question throws. */
  ask<Answer>(question: Question<Answer>): Promise<Answer>;
  /** Leaves the server; a later question comes back. */
  close(): Promise<void>;
}

export function keepConnection(server: McpServer, limits: McpLimits): ConnectionKeeper {
  let opened: Promise<McpConnection> | null = null;

  const open = () => {
    const opening = openMcpConnection(server, limits);
    opened = opening;
    opening.catch(() => {
      if (opened === opening) opened = null;
    });
    return opening;
  };
  const leave = async (opening: Promise<McpConnection>) => {
    if (opened === opening) opened = null;
    await (await opening).close();
  };
  /** One that broke while nobody asked takes no question with it. */
  const leaveBroken = async () => {
    const opening = opened;
    if (opening && (await opening).isBroken()) await leave(opening);
  };
  /**
   * A connection that broke is not used again, and one that the server has forgotten is replaced. The
   * question is then put once more where the server cannot have heard it, or may hear it twice.
   */
  const ask = async <Answer>(question: Question<Answer>) => {
    for (let attempt = 0; ; attempt += 1) {
      await leaveBroken();
      const opening = opened ?? open();
      const connection = await opening;
      try {
        return await question.ask(connection);
      } catch (thrown) {
        const isExpired = thrown instanceof SessionExpired;
        const isLost = isExpired || connection.isBroken();
        if (isLost) await leave(opening);
        if (isLost && attempt === 0 && (isExpired || question.mayRepeat)) continue;
        throw isExpired ? new AppError('mcp-invalid', { server: server.name }) : thrown;
      }
    }
  };
  return {
    ask,
    async close() {
      // One that could not be opened has nothing to close.
      const opening = opened;
      if (opening && (await opening.catch(() => null))) await leave(opening);
    },
  };
}
