import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../', import.meta.url));

export default {
  output: 'standalone',
  poweredByHeader: false,
  agentRules: false,
  experimental: { agentUpgrade: false },
  outputFileTracingRoot: repository,
  turbopack: { root: repository },
};
