import { beforeEach, vi } from 'vitest';

/** Unexpected console output fails the test that made it; a test that expects some mocks it itself. */
beforeEach(() => {
  for (const method of ['error', 'warn'] as const) {
    vi.spyOn(console, method).mockImplementation((...output) => {
      throw new Error(`unexpected console.${method}: ${output.join(' ')}`);
    });
  }
});

/** Outside Next no request has an `after`; what it would wait for goes on by itself. */
vi.mock('next/server', async (importOriginal) => ({
  ...(await importOriginal<typeof import('next/server')>()),
  after: () => undefined,
}));
