import { act } from 'react';
import { expect, test } from 'vitest';
import { type McpState, useMcp } from '@/components/mcp/use-mcp';
import type { McpOverview, McpServerState, McpTool, OwnMcpServer } from '@/lib/protocol/mcp';
import { mount, until } from '../../../support/mount';
import { type Answer, openScriptedServer } from '../../../support/scripted-server';

const ownOf = (name: string): OwnMcpServer => ({ name, url: `https://${name}.example/mcp` });
const stateOf = (name: string, isOwn: boolean): McpServerState => ({
  name,
  address: `${name}.example`,
  isOwn,
  state: 'connected',
  tools: [],
  refused: [],
  isCut: false,
});
const overviewOf = (...names: string[]): McpOverview => ({
  mayAdd: true,
  own: names.map(ownOf),
  servers: [stateOf('of-operator', false), ...names.map((name) => stateOf(name, true))],
});

/** Tells what there is; after the first time not before `later`. */
function tells(overview: McpOverview, later: Promise<void>): Answer {
  let count = 0;
  return async (response, { method }) => {
    if (method === 'PUT') return void response.writeHead(204).end();
    count += 1;
    if (count > 1) await later;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(overview));
  };
}

/** The page's newest state of the servers. */
function openSection() {
  const page = mount();
  const states: McpState[] = [];
  function Section() {
    states.push(useMcp());
    return null;
  }
  page.show(<Section />);
  return () => states.at(-1);
}

test('what is removed while the servers are asked anew does not come back with the next change', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { seen } = await openScriptedServer(tells(overviewOf('a', 'b', 'c'), promise));
  const newest = openSection();
  const namesOf = (state: McpState | undefined) => state?.overview?.servers.map(({ name }) => name);
  const puts = () =>
    seen.filter(({ method }) => method === 'PUT').map(({ body }) => JSON.parse(body));
  await until(() => newest()?.overview != null);
  const first = newest();
  // Both are pressed in what is shown before either is stored.
  const acts = [first?.remove('a'), first?.remove('b')];
  await until(() => namesOf(newest())?.join() === 'of-operator,c');
  acts.push(newest()?.add(ownOf('d')));
  await until(() => puts().length === 3);
  expect(puts()).toEqual([
    { servers: [ownOf('b'), ownOf('c')] },
    { servers: [ownOf('c')] },
    { servers: [ownOf('c'), ownOf('d')] },
  ]);
  await act(async () => void (await Promise.all(acts)));
  resolve();
  await until(() => newest()?.isAsking === false);
});

test('a server is added as soon as it is stored, however long the servers are asked then', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await openScriptedServer(tells(overviewOf(), promise));
  const newest = openSection();
  await until(() => newest()?.overview != null);
  let isAdded: boolean | undefined;
  await act(async () => {
    isAdded = await newest()?.add(ownOf('a'));
  });
  expect([isAdded, newest()?.isAsking]).toEqual([true, true]);
  resolve();
  await until(() => newest()?.isAsking === false);
});

test('an answer older than a decision about a tool does not take it back', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const tool: McpTool = {
    key: 'a__look',
    name: 'look',
    definition: { name: 'look', description: '', parameters: {} },
    fingerprint: 'f'.repeat(64),
    state: 'off',
  };
  const overviewWith = (state: McpTool['state']): McpOverview => ({
    ...overviewOf(),
    servers: [{ ...stateOf('a', false), tools: [{ ...tool, state }] }],
  });
  const [before, after] = [tells(overviewWith('off'), promise), tells(overviewWith('on'), promise)];
  // The first asking, the second one, the decision, and what is asked after it.
  const { seen } = await openScriptedServer(before, before, before, after);
  const newest = openSection();
  const shown = () => newest()?.overview?.servers[0]?.tools[0]?.state;
  await until(() => shown() === 'off');
  let asking: Promise<void> | undefined;
  act(() => {
    asking = newest()?.ask();
  });
  await until(() => seen.length === 2);
  await act(async () => newest()?.decide(tool, true));
  expect(shown()).toBe('on');
  resolve();
  await act(async () => asking);
  expect(shown()).toBe('on');
});
