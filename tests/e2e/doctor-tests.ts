import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { withApp } from './with-app';

/** The page that examines a connection, for one kind of device. */
export function testDoctor(): void {
  test('a connection is checked, and the flag that is missing can be copied', async ({ page }) => {
    const options = { profile: 'vllmNew', hasTools: false } as const;
    await withApp(page, options, {}, async ({ upstream, app }) => {
      await page.goto(`${app.url}/doctor`);
      await expect(page.getByText('on your own server')).toBeVisible();
      await checkScreen(page, 'doctor, before');
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      const results = page.getByRole('region', { name: 'Results' });
      await expect(results.getByRole('status')).toContainText('15 of 18 in order, 1 missing');
      await expect(results.getByRole('status')).toContainText('kept');
      const tools = results.getByRole('listitem').filter({ hasText: 'as it was started' }).first();
      await expect(tools).toContainText('--enable-auto-tool-choice --tool-call-parser mistral');
      await expect(tools.getByRole('button', { name: 'Copy' })).toBeVisible();
      await checkScreen(page, 'doctor, results');
      await upstream.close();
      await page.getByRole('button', { name: 'Check again' }).click();
      await expect(results).toContainText('Nothing listens at');
      await expect(results).toContainText('Key, Model, Kind of server');
      await checkScreen(page, 'doctor, nothing there');
    });
  });

  test('a key that may be billed: the price comes first; a run can be stopped', async ({
    page,
  }) => {
    const env = { UPSTREAM_API_KEY: 'nvapi-test', UPSTREAM_DIALECT: 'nvidia' };
    await withApp(page, { profile: 'nvidia' }, env, async ({ upstream, app }) => {
      upstream.use('silent-before-headers');
      await page.goto(`${app.url}/doctor`);
      await expect(page.getByText('It may be billed')).toBeVisible();
      expect(upstream.requests.items.filter(({ method }) => method === 'POST')).toEqual([]);
      await page.getByRole('button', { name: 'Agree and check' }).click();
      await expect(page.getByRole('status')).toContainText('Looking at: Key');
      await checkScreen(page, 'doctor, running');
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect(page.getByRole('status')).toContainText('Stopped');
      await upstream.disconnects.at(0);
    });
  });

  test('the demo has nothing to check', async ({ demoChat }) => {
    const { page } = demoChat;
    await page.goto(new URL('/doctor', page.url()).href);
    await expect(page.getByText('No model server is connected')).toBeVisible();
    await checkScreen(page, 'doctor, demo');
  });

  test('an answer that failed leads here, and one comes back', async ({ chat, upstream }) => {
    upstream.use('401');
    await chat.start('Fail');
    await chat.expectStatus('failed');
    const link = chat.lastAnswer.getByRole('link', { name: 'Check the connection' });
    await expect(link).toHaveAttribute('href', '/doctor?connection=upstream');
    await link.click();
    await expect(chat.page.getByRole('heading', { name: 'Check a connection' })).toBeVisible();
    await chat.page.getByRole('link', { name: 'Back to the chat' }).click();
    await expect(chat.textbox).toBeVisible();
  });
}
