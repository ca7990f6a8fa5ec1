import { NextIntlClientProvider } from 'next-intl';
import { expect, test, vi } from 'vitest';
import { ToolSection } from '@/components/context-panel/tools/tool-section';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { catalogues } from '@/lib/i18n/catalogues';
import { mount, until } from '../../../support/mount';
import { openScriptedServer } from '../../../support/scripted-server';
import { subjectInView } from '../../../support/settings-in-view';

test('tools are asked for anew when they may be others, not when settings were stored', async () => {
  await openScriptedServer((response, { url }) => {
    const body = url.startsWith('/api/tools/approvals') ? { rules: {} } : { tools: [], own: [] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const fetches = vi.spyOn(globalThis, 'fetch');
  const asked = () => fetches.mock.calls.filter(([path]) => path === '/api/tools').length;
  const page = mount();
  const subject = subjectInView({ model: null });
  const show = (facts: Partial<PanelSubject>) =>
    page.show(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={catalogues.en}>
        <ToolSection subject={{ ...subject, ...facts }} repairs={[]} />
      </NextIntlClientProvider>,
    );
  show({});
  await until(() => page.textOf().includes('There are no tools.'));
  expect(asked()).toBe(1);
  show({ revision: '1' });
  expect(asked()).toBe(1);
  show({ revision: '1', toolRevision: '1' });
  expect(asked()).toBe(2);
});
