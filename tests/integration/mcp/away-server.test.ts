import { afterEach, expect, test } from 'vitest';
import { startCanary, startHostileServer } from '../../support/mcp/for-one-test';
import { ANNA, HEADER_VALUE, openMcp, serverAt } from '../../support/mcp/open-mcp';
import { AWAY_ROWS } from './away';

const UNCHANGED = Object.getOwnPropertyNames(Object.prototype);
const BRIEF = { connectMs: 400, listMs: 400, callMs: 400 };

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(UNCHANGED);
});

test.each(AWAY_ROWS.map((row) => [row.name, row] as const))(
  'a server that %s is told as away, and nothing leaves',
  async (_name, { code, behaviour, isSilent }) => {
    const canary = await startCanary();
    const bad = await startHostileServer(behaviour(canary.origin));
    const { mcp } = await openMcp([serverAt('bad', bad.url)], isSilent ? { limits: BRIEF } : {});
    const overview = await mcp.overview(ANNA);
    expect(overview.servers).toEqual([
      {
        name: 'bad',
        address: new URL(bad.url).host,
        isOwn: false,
        state: 'away',
        error: { code, details: { server: 'bad' } },
        tools: [],
        refused: [],
        isCut: false,
      },
    ]);
    expect(JSON.stringify(overview)).not.toContain(HEADER_VALUE);
    expect(await mcp.tools.list(ANNA)).toEqual([]);
    expect(canary.seen).toEqual([]);
    // What the client may ask of it, and nothing beside: no other path, and no stream to speak in unasked.
    const asked = bad.seen.map(({ method, url }) => `${method} ${url}`);
    expect(new Set(asked)).toEqual(new Set(['POST /mcp']));
  },
);
