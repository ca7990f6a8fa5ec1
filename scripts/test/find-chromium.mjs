import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EntryFailure } from '../entry/failure.mjs';
import { runStep } from '../entry/run-step.mjs';
import { installDebianPackage } from './install-debian-package.mjs';

const TRY_MILLISECONDS = 30_000;
const DOWNLOAD_MILLISECONDS = 300_000;

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env.LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
];

/** Whether there is a browser that starts; some systems have a stub that only asks for a package. */
function isBrowser(path) {
  if (!path || !existsSync(path)) return false;
  // Windows' Chrome has no answer to `--version`.
  if (process.platform === 'win32') return true;
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: TRY_MILLISECONDS });
    return true;
  } catch {
    // It does not run here: as good as none.
    return false;
  }
}

/** Where Playwright keeps, or would keep, its own. */
function playwrightPath(root, node) {
  const question = 'process.stdout.write(require("playwright-core").chromium.executablePath())';
  return execFileSync(node, ['-e', question], { cwd: root, encoding: 'utf8' });
}

async function downloadByPlaywright(root, node) {
  console.log('Getting a Chromium (once) …');
  const script = join(root, 'node_modules/@playwright/test/cli.js');
  await runStep(node, [script, 'install', 'chromium'], {
    cwd: root,
    advice: 'Playwright’s Chromium could not be had.',
    timeLimit: DOWNLOAD_MILLISECONDS,
    isQuiet: true,
  });
  return playwrightPath(root, node);
}

async function installFromDebian(root) {
  return (await installDebianPackage(root, 'chromium')) ? '/usr/bin/chromium' : '';
}

/**
 * A Chromium for the browser tests: the machine's own, else one that Playwright has or can get, else
 * Debian's package.
 *
 * @param {string} root - The repository's folder, packages installed.
 * @param {string} node - Path of the Node to run tools with.
 * @returns {Promise<string>} Path of the binary.
 * @throws EntryFailure when none can be had.
 */
export async function findChromium(root, node) {
  const there = [process.env.CHROMIUM_PATH, ...USUAL_PATHS, playwrightPath(root, node)];
  const found = there.find(isBrowser);
  if (found) return found;
  for (const getOne of [downloadByPlaywright, installFromDebian]) {
    const path = await getOne(root, node).catch((error) => console.log(error.message));
    if (path && isBrowser(path)) return path;
  }
  throw new EntryFailure(
    'no Chromium found and none could be installed: install one and name it in CHROMIUM_PATH.',
  );
}
