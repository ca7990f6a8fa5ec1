import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** @type {import('next').NextConfig} */
const nextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // The optimiser is where most of Next's image holes were; pictures are served by our own route.
  images: { unoptimized: true },
  serverExternalPackages: ['sharp', 'pino'],
  // `npm test` builds beside a build that somebody runs.
  distDir: process.env.NEXT_DIST_DIR || '.next',
};

export default withNextIntl(nextConfig);
