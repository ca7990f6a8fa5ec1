import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

function settle(path, flags) {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Waits until a file's bytes are on the disk. */
export const settleFile = (path) => settle(path, 'r+');

/** Waits until a file's name is on the disk. Windows has no such thing, and needs none. */
export function settleName(path) {
  if (process.platform !== 'win32') settle(dirname(path), 'r');
}
