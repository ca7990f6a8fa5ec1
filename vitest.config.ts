import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const LIMIT_MILLISECONDS = 30_000;
const EXPECT_LIMIT_MILLISECONDS = 20_000;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^(server|client)-only$/, replacement: path('./tests/support/empty-module.ts') },
      { find: /^@\//, replacement: path('./') },
    ],
  },
  test: {
    include: ['tests/{unit,contract,integration,house}/**/*.test.{ts,tsx}'],
    globalSetup: ['./tests/support/postgres-setup.ts'],
    setupFiles: ['./tests/support/loud.ts'],
    restoreMocks: true,
    // What reads pictures and databases takes a busy machine long.
    testTimeout: LIMIT_MILLISECONDS,
    hookTimeout: LIMIT_MILLISECONDS,
    expect: { poll: { timeout: EXPECT_LIMIT_MILLISECONDS } },
  },
});
