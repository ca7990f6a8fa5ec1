/**
 * `npm start`: from a fresh clone to a running server. Installs and builds only what is missing.
 * Runs on Node 18 with nothing installed; the server itself runs on the packaged Node 24.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './entry/build.mjs';
import { runEntry } from './entry/failure.mjs';
import { findNode } from './entry/find-node.mjs';
import { install } from './entry/install.mjs';
import { withFolderLock } from './entry/lock.mjs';

const PARENT_POLL_MILLISECONDS = 500;
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Where npm is killed outright, its end is all there is to see. (A shell between npm and this
 * script would keep SIGINT to itself: that is why the command in package.json starts with `exec`;
 * Windows' shell does not know the word and takes the part behind `||`.)
 */
function stopWithParent(stop) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_POLL_MILLISECONDS).unref();
}

/** Runs the server and ends as it ends; asked to stop, it waits for the server to finish its work. */
function serve(node) {
  const server = spawn(node, [join(root, 'scripts/serve.mjs')], {
    cwd: root,
    // The channel carries the wish to end, and by its own end that this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  let isStopping = false;
  const stop = (signal) => {
    if (!isStopping) server.send(signal === 'SIGINT' ? signal : 'SIGTERM');
    isStopping = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) stopWithParent(() => stop('SIGTERM'));
  server.on('exit', (code) => process.exit(code ?? (isStopping ? 0 : 1)));
}

await runEntry(async () => {
  let node = '';
  await withFolderLock(root, async () => {
    await install(root);
    node = findNode(root);
    await build(root, node);
  });
  serve(node);
});
