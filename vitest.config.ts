import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

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
  },
});
