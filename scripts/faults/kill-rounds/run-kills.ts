import { setTimeout as wait } from 'node:timers/promises';
import { ChatClient } from '@/tests/support/chat-client';
import { startApp } from '@/tests/support/start-app';
import { createRandom } from '../../fixtures/random';
import type { Engine, OpenedEngine } from '../../load/engine';
import { checkAcknowledged, checkSending, type Finding } from './check-sending';
import { checkIntegrity, spoil } from './database-file';
import { endApp } from './end-app';
import { type Place, type Sending, sendTurns } from './send-turns';

const CONVERSATIONS = 4;
const SHORTEST_MS = 250;
const LONGEST_MS = 2_000;

/**
 * Rounds that an answer is left before it is looked at. On Postgres another process may take it for
 * abandoned only after ten seconds without a sign of life; meanwhile the next rounds go on.
 */
const ROUNDS_LEFT: Readonly<Record<Engine, number>> = { sqlite: 0, postgres: 4 };

export type KillOptions = {
  readonly engine: Engine;
  readonly opened: OpenedEngine;
  readonly env: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly seed: number;
  readonly isSpoilt: boolean;
};

type Round = { readonly name: string; readonly sendings: readonly Sending[] };

/** Sends, kills and restarts again and again on one store. */
class KillRounds {
  readonly #options: KillOptions;
  readonly #random: () => number;
  readonly #waiting: Round[] = [];
  readonly #checked: Sending[] = [];
  readonly findings: Finding[] = [];
  readonly integrity: string[] = [];

  constructor(options: KillOptions) {
    this.#options = options;
    this.#random = createRandom(options.seed);
  }

  #start() {
    const { env, opened } = this.#options;
    return startApp({ env: { ...env, ...opened.env } });
  }

  /** Two new conversations, and two of those that were looked at already. */
  #places(): Place[] {
    return Array.from({ length: CONVERSATIONS }, (_, index) => {
      const { turn } = index % 2 === 0 ? {} : (this.#checked.at(-1 - index) ?? {});
      return turn ? { conversationId: turn.conversationId, parentId: turn.answerId } : null;
    });
  }

  async #look(client: ChatClient, { name, sendings }: Round): Promise<void> {
    for (const [index, sending] of sendings.entries()) {
      const finding = await checkSending(client, sending, index === 0);
      this.findings.push(finding);
      for (const problem of [...finding.lost, ...finding.wrong]) console.log(`${name}: ${problem}`);
    }
    this.#checked.push(...sendings.filter(({ turn }) => turn));
  }

  async run(): Promise<void> {
    const { rounds, opened, engine, isSpoilt } = this.#options;
    let app = await this.#start();
    for (let round = 1; round <= rounds; round += 1) {
      const name = `round ${round}`;
      const { sendings, ended } = sendTurns(new ChatClient(app.url), this.#places(), {
        name,
        random: this.#random,
      });
      await wait(SHORTEST_MS + this.#random() * (LONGEST_MS - SHORTEST_MS));
      await endApp(app, 'SIGKILL');
      await ended;
      if (isSpoilt && opened.file) spoil(opened.file);
      app = await this.#start();
      if (opened.file) this.integrity.push(checkIntegrity(opened.file));
      this.#waiting.push({ name, sendings });
      const left = round === rounds ? 0 : ROUNDS_LEFT[engine];
      const due = this.#waiting.splice(0, Math.max(0, this.#waiting.length - left));
      for (const each of due) await this.#look(new ChatClient(app.url), each);
    }
    await this.#lookOnceMore(new ChatClient(app.url));
    await app.stop();
  }

  /** What was there after one restart must be there after all of them. */
  async #lookOnceMore(client: ChatClient): Promise<void> {
    for (const sending of this.#checked) {
      const lost = await checkAcknowledged(client, sending);
      if (lost.length === 0) continue;
      console.log(`at the end: ${lost.join(', ')}`);
      this.findings.push({ pictures: 0, questions: 0, lost, secondsBehind: 0, wrong: [] });
    }
  }
}

/** Kills the app while it answers, at a random moment of each round, and counts what that cost. */
export async function runKills(options: KillOptions) {
  const rounds = new KillRounds(options);
  await rounds.run();
  const { findings, integrity } = rounds;
  const sum = (read: (finding: Finding) => number) =>
    findings.reduce((total, finding) => total + read(finding), 0);
  return {
    questions: sum(({ questions }) => questions),
    pictures: sum(({ pictures }) => pictures),
    lost: sum(({ lost }) => lost.length),
    wrong: sum(({ wrong }) => wrong.length),
    worstSecondsBehind: Math.max(...findings.map(({ secondsBehind }) => secondsBehind)),
    damagedFiles: integrity.filter((word) => word !== 'ok').length,
    integrityChecks: integrity.length,
  };
}
