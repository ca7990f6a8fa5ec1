import { spawn } from 'node:child_process';
import { EntryFailure } from './failure.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const EXIT_CODE_INTERRUPTED = 130;

/** Seconds since `start` (milliseconds), for people. */
export const secondsSince = (start) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/**
 * Runs one command to its end with its output hidden, and shows that output when it fails (it is the
 * failure's cause, too).
 *
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, advice: string, timeLimit?: number, isQuiet?: boolean }} options -
 *   `advice` is the line shown on failure; `timeLimit` is in milliseconds; a quiet step never shows
 *   its output.
 * @returns {Promise<void>}
 * @throws EntryFailure with `advice` when it cannot be run, fails, or takes too long.
 */
export function runStep(command, parameters, options) {
  const { cwd, env = process.env, advice, timeLimit, isQuiet = false } = options;
  return new Promise((resolve, reject) => {
    const output = [];
    const child = spawn(command, parameters, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
      ...(timeLimit ? { timeout: timeLimit } : {}),
    });
    const stop = (signal) => {
      child.kill(signal);
      process.exit(EXIT_CODE_INTERRUPTED);
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    const settle = (isDone, reason) => {
      for (const signal of SIGNALS) process.off(signal, stop);
      if (isDone) return resolve();
      const cause = Buffer.concat(output).toString();
      if (!isQuiet) process.stderr.write(cause);
      reject(new EntryFailure(reason ? `${advice} (${reason})` : advice, { cause }));
    };
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.on('error', (error) => settle(false, error.message));
    child.on('close', (code, signal) => settle(code === 0, signal ? `ended by ${signal}` : ''));
  });
}
