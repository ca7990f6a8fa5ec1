import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { EntryFailure } from '../entry/failure.mjs';
import { runStep } from '../entry/run-step.mjs';

const LIMIT_MILLISECONDS = 300_000;
const APT_TRIES = 12;
const APT_WAIT_MILLISECONDS = 5_000;

/** Only one apt may run at a time, and a fresh machine often still runs one. */
async function runApt(root, parameters) {
  const options = {
    cwd: root,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    advice: `apt-get ${parameters[0]} failed.`,
    timeLimit: LIMIT_MILLISECONDS,
    isQuiet: true,
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runStep('apt-get', parameters, options);
    } catch (error) {
      const isLocked = error instanceof EntryFailure && /lock/i.test(String(error.cause));
      if (attempt === APT_TRIES || !isLocked) throw error;
      await wait(APT_WAIT_MILLISECONDS);
    }
  }
}

/**
 * Installs a package of Debian's, where this is a Debian and we may.
 *
 * @param {string} root - The repository's folder.
 * @param {string} name
 * @returns {Promise<boolean>} Whether it was possible.
 * @throws EntryFailure when apt-get fails.
 */
export async function installDebianPackage(root, name) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing Debian’s package ${name} (once) …`);
  await runApt(root, ['update']);
  await runApt(root, ['install', '-y', '--no-install-recommends', name]);
  return true;
}
