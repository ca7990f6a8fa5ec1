/** `npm run build`: the production build, complete with what the standalone server needs beside it. */
import { fileURLToPath } from 'node:url';
import { build } from './entry/build.mjs';
import { runEntry } from './entry/failure.mjs';
import { findNode } from './entry/find-node.mjs';
import { withFolderLock } from './entry/lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await runEntry(() => withFolderLock(root, () => build(root, findNode(root))));
