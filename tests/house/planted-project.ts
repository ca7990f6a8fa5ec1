import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const LEFT_OUT =
  /^(node_modules|data|coverage|test-results|bench-results|\.git|\.next.*|.*\.tsbuildinfo)$/;

/** A copy of this repository without git, in which a test may do what must not be done. */
export type PlantedProject = {
  readonly root: string;
  plant(path: string, text: string): void;
  remove(): void;
};

export function createPlantedProject(): PlantedProject {
  const root = mkdtempSync(join(tmpdir(), 'tenlens-house-'));
  for (const name of readdirSync(repository).filter((entry) => !LEFT_OUT.test(entry))) {
    cpSync(join(repository, name), join(root, name), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return {
    root,
    plant(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
