import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import type { CodeLanguage, PictureFile } from '@/lib/domain/code/code-request';
import { CODE_FILES } from '@/lib/domain/code/write-code';

const run = promisify(execFile);
const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** A stand-in for the library, which says what it was called with. */
const OPENAI_STAND_IN = `
import json
import sys


class OpenAI:
    def __init__(self, base_url, api_key):
        self.base_url = base_url
        self.chat = self
        self.completions = self

    def create(self, extra_body=None, **arguments):
        print(json.dumps({**arguments, **(extra_body or {})}))
        sys.exit(0)
`;

const COMMANDS: Record<CodeLanguage, string> = {
  curl: 'sh',
  python: 'python3',
  typescript: process.execPath,
  'ai-sdk': process.execPath,
};

export type ProgramFolder = {
  /** Runs a program in the folder; gives what it prints. Fails as it does. */
  run(language: CodeLanguage, program: string): Promise<string>;
  /** Compiles a program for Python. */
  compilePython(program: string): Promise<void>;
  /** What the compiler finds wrong with programs; nothing where they are right. */
  compileTypeScript(programs: readonly string[]): Promise<string>;
};

/** A folder with pictures beside the programs, and the libraries that they name, until the test ends. */
export function programFolder(
  pictures: readonly PictureFile[],
  environment: Record<string, string>,
): ProgramFolder {
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-code-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(MODULES, join(folder, 'node_modules'));
  mkdirSync(join(folder, 'stand-in'));
  writeFileSync(join(folder, 'stand-in', 'openai.py'), OPENAI_STAND_IN);
  for (const { name, base64 = '' } of pictures) {
    writeFileSync(join(folder, name), Buffer.from(base64, 'base64'));
  }
  const { PATH = '' } = process.env;
  const PYTHONPATH = join(folder, 'stand-in');
  const env = { NODE_ENV: 'production' as const, PATH, PYTHONPATH, ...environment };
  const execute = async (command: string, ...values: string[]) =>
    (await run(command, values, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  return {
    run(language, program) {
      writeFileSync(join(folder, CODE_FILES[language]), program);
      return execute(COMMANDS[language], CODE_FILES[language]);
    },
    async compileTypeScript(programs) {
      const files = programs.map((program, index) => {
        writeFileSync(join(folder, `${index}.mts`), program);
        return `${index}.mts`;
      });
      const options = ['--noEmit', '--strict', '--skipLibCheck', '--types', 'node'];
      const target = ['--target', 'es2023', '--module', 'nodenext'];
      const compiler = join(MODULES, 'typescript', 'bin', 'tsc');
      // It tells its findings on its standard output, and fails then.
      return execute(process.execPath, compiler, ...options, ...target, ...files).catch(
        (error: { stdout?: unknown }) => String(error.stdout),
      );
    },
    async compilePython(program) {
      writeFileSync(join(folder, CODE_FILES.python), program);
      await execute('python3', '-m', 'py_compile', CODE_FILES.python);
    },
  };
}

/** Whether there is a Python; where there is none it says so, for whoever reads the run. */
export async function hasPython(): Promise<boolean> {
  try {
    await run('python3', ['--version']);
    return true;
  } catch {
    process.stderr.write(
      'NOT CHECKED: python3 is not here, so programs for it are not compiled.\n',
    );
    return false;
  }
}
