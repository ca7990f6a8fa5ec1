import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attachmentSchema } from '@/lib/protocol/attachment';
import errorTexts from '../../lib/i18n/catalogues/en/errors.json' with { type: 'json' };
import {
  expectedSizes,
  hasPictureSet,
  PICTURE_SET,
  type PictureEntry,
  REASON_CODES,
  readPictureSet,
} from '../integration/images/picture-set';
import type { ChatPage } from './chat-page';
import { expect, test } from './fixtures';

const REPORT_FOLDER = fileURLToPath(new URL('../../bench-results', import.meta.url));
const SET_LIMIT_MILLISECONDS = 300_000;
const FILE_LIMIT_MILLISECONDS = 30_000;

type Outcome = { readonly size: string; readonly bytes: number } | { readonly refusal: string };

/** Chooses one file in the page and waits until it is stored or refused; the draft is empty again then. */
async function choose(chat: ChatPage, { path }: PictureEntry): Promise<Outcome> {
  const { page } = chat;
  const upload = page
    .waitForResponse((response) => response.url().endsWith('/api/attachments'), { timeout: 0 })
    .catch(() => null);
  const dismiss = chat.button('Dismiss');
  await page.locator('input[type=file]').first().setInputFiles(join(PICTURE_SET, path));
  const isStored = page.getByRole('button', { name: 'Send', exact: true, disabled: false });
  await expect(isStored.or(dismiss)).toBeVisible({ timeout: FILE_LIMIT_MILLISECONDS });
  if (await dismiss.isVisible()) {
    const refusal = (await chat.alerts.first().textContent()) ?? '';
    await dismiss.click();
    return { refusal };
  }
  const { width, height, bytes } = attachmentSchema.parse(await (await upload)?.json());
  await chat.button('Remove image 1').click();
  return { size: `${width}x${height}`, bytes };
}

/** The text a person reads for a reason of the set, without the file's name. */
function refusalText(reason: PictureEntry['reasons'][number]): RegExp {
  const text = errorTexts[REASON_CODES[reason]];
  const [, rest = ''] = text.split('{name}');
  return new RegExp(rest.replace(/[^\p{L} ]/gu, '.').slice(0, 24), 'u');
}

function check(entry: PictureEntry, outcome: Outcome, sizes: ReturnType<typeof expectedSizes>) {
  if ('refusal' in outcome) {
    expect.soft(entry.verdict, entry.path).not.toMatch(/^accept(-clean)?$/);
    expect.soft(outcome.refusal, entry.path).toContain(entry.path.split('/').at(-1));
    const isExpected = entry.reasons.some((reason) => refusalText(reason).test(outcome.refusal));
    expect.soft(isExpected, `${entry.path}: ${outcome.refusal}`).toBe(true);
    return `refused: ${outcome.refusal}`;
  }
  expect.soft(entry.verdict, entry.path).not.toBe('refuse');
  const size = sizes.get(entry.path);
  const isConverted = entry.verdict === 'convert-or-refuse';
  if (size && !isConverted) {
    expect.soft(outcome.size, entry.path).toBe(`${size.width}x${size.height}`);
  }
  return `${outcome.size}, ${outcome.bytes} bytes`;
}

test('every picture of the set beside the repository is taken or refused as its manifest says', async ({
  demoChat: chat,
}) => {
  if (!hasPictureSet) {
    test.info().annotations.push({ type: 'note', description: 'the set is not there: 0 pictures' });
    return;
  }
  test.setTimeout(SET_LIMIT_MILLISECONDS);
  const sizes = expectedSizes();
  const entries = readPictureSet();
  const rows: string[] = [];
  for (const entry of entries) {
    const result = check(entry, await choose(chat, entry), sizes);
    rows.push(`| ${entry.path} | ${entry.verdict} | ${entry.bytes} | ${result} |`);
  }
  mkdirSync(REPORT_FOLDER, { recursive: true });
  const head = '| picture | expected | bytes | in the browser |\n|---|---|---|---|\n';
  writeFileSync(join(REPORT_FOLDER, 'images-browser.md'), `${head}${rows.join('\n')}\n`);
  expect(rows).toHaveLength(entries.length);
});
