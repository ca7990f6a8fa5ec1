import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_OPTIONS } from './tests/support/chromium-options';

const LIMIT_MILLISECONDS = 90_000;
const EXPECT_LIMIT_MILLISECONDS = 20_000;

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/postgres-setup.ts',
  // There the server's modules are loaded without Next's fence.
  tsconfig: 'tests/e2e/tsconfig.json',
  timeout: LIMIT_MILLISECONDS,
  expect: { timeout: EXPECT_LIMIT_MILLISECONDS },
  workers: 2,
  // A test that passes at the second try hides a fault.
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    launchOptions: CHROMIUM_OPTIONS,
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // A trace would make every test half as long again; `--trace on` makes one.
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'desktop',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } },
      testIgnore: '**/*.phone.spec.ts',
    },
    {
      name: 'phone',
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      },
      testMatch: '**/*.phone.spec.ts',
    },
  ],
});
