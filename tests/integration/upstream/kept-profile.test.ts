import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseConfig } from '@/lib/server/config';
import { createContext } from '@/lib/server/context';
import { sendTurn } from '../../support/send-turn';
import { submitOf } from '../../support/turn-requests';
import { startUpstream } from '../../support/upstream/start-upstream';

test('what a server refused is known after a restart; its answer says what was left out', async () => {
  const upstream = await startUpstream({ profile: 'nvidia' });
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-profile-'));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await upstream.close();
  });
  upstream.use('usage-refused');
  const config = parseConfig({
    DATA_DIR: folder,
    UPSTREAM_BASE_URL: upstream.url,
    UPSTREAM_API_KEY: 'nvapi-1',
    UPSTREAM_DIALECT: 'nvidia',
  });
  const asked: unknown[] = [];
  for (const text of ['One', 'Two']) {
    const context = await createContext(config);
    upstream.requests.clear();
    const turn = await sendTurn(context, submitOf({ text }));
    await turn.reader.rest();
    const { status, call } = await turn.stored();
    expect(status).toBe('done');
    expect(call.repairs).toEqual([{ type: 'field-dropped', field: 'stream_options' }]);
    await context.close();
    const chats = upstream.requests.items.filter(({ method }) => method === 'POST');
    asked.push(chats.map(({ body }) => 'stream_options' in body));
  }
  expect(asked).toEqual([[true, false], [false]]);
});
