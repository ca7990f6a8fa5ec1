import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What a tool said and how it ended. */
export type ToolResult = { readonly isOk: boolean; readonly output: string };

/**
 * Runs a tool's script from the repository's packages under this Node.
 *
 * @param root - Folder to run in.
 * @param script - Path below `node_modules`.
 */
export function runTool(root: string, script: string, parameters: string[]): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...parameters], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    child.stdout.on('data', (data) => output.push(String(data)));
    child.stderr.on('data', (data) => output.push(String(data)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ isOk: code === 0, output: output.join('').trim() }));
  });
}
