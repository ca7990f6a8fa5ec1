import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runEntry } from '../entry/failure.mjs';
import { findNode } from '../entry/find-node.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a script of the store with this process's parameters, on the Node that runs the product: the one
 * that is at hand may be too old to have SQLite. Ends as the script ends.
 *
 * @param {string} script
 */
export function runStoreTool(script) {
  return runEntry(async () => {
    const child = spawn(findNode(root), [script, ...process.argv.slice(2)], { stdio: 'inherit' });
    child.on('exit', (code) => process.exit(code ?? 1));
  });
}
