import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

/** Where Chromium stands when nobody says; `npm test` looks in more places and says. */
const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

const executablePath =
  process.env.CHROMIUM_PATH || USUAL_PATHS.find((path) => existsSync(path)) || undefined;

/** How every test and bench starts its browser: the machine's own, asking nothing of the network. */
export const CHROMIUM_OPTIONS: LaunchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-component-update',
    '--disable-sync',
  ],
};
