/**
 * Who may import whom (docs/architecture.md). Type imports count. `npm run check` fails when no module
 * was read, and tests/house plants a violation of each rule.
 */
const domain = '^lib/domain/';
const protocol = '^lib/protocol/';
const client = '^lib/client/';
const server = '^lib/server/';
const i18n = '^lib/i18n/';
const ui = '^components/ui/';
const failure = '^components/failure/';
const screens = '^components/screens/';
const entries = '^(app/|proxy[.]ts$|instrumentation[.]ts$)';

const npm = (...names) => `^node_modules/(@types/)?(${names.join('|')})/`;
const zodMini = '^node_modules/zod/(v4/)?mini/';
const react = npm('react', 'react-dom', 'client-only');
const looks = npm('radix-ui', '@radix-ui/[^/]+', 'lucide-react', 'clsx');
const next = npm('next');
const nextIntl = npm('next-intl', 'use-intl');
const markdown = npm(
  'react-markdown',
  'remark-[^/]+',
  'rehype-[^/]+',
  'micromark[^/]*',
  'mdast[^/]*',
  'hast[^/]*',
  'unist[^/]*',
  'unified',
  'vfile',
  'katex',
  'lowlight',
  'highlight[.]js',
);

const ban = (name, from, to) => ({ name, severity: 'error', from, to });
const only = (name, from, ...to) => ban(name, { path: from }, { pathNot: [from, ...to] });

module.exports = {
  forbidden: [
    ban('no-cycle', {}, { circular: true }),
    ban('everything-resolves', {}, { couldNotResolve: true }),
    ban('product-needs-no-test', { path: '^(app|components|lib)/' }, { path: '^(tests|scripts)/' }),
    only('domain-is-alone', domain),
    only('protocol-imports-only', protocol, domain, zodMini, npm('ai')),
    ban(
      'protocol-has-only-types-of-ai',
      { path: protocol },
      { path: npm('ai'), dependencyTypesNot: ['type-only'] },
    ),
    only(
      'client-imports-only',
      client,
      domain,
      protocol,
      react,
      zodMini,
      npm('ai', '@ai-sdk/react', 'eventsource-parser', 'heic-to', 'idb', 'jsonrepair'),
    ),
    ban(
      'server-sees-no-ui',
      { path: server },
      { path: [client, i18n, '^components/', entries, react, next, nextIntl, looks] },
    ),
    ban(
      'adapters-behind-port',
      // The doctor examines what stands behind the port.
      { path: `${server}(?!provider/|connections/|doctor/|context[.]ts)` },
      { path: `${server}provider/(?!provider[.]ts)` },
    ),
    only('i18n-imports-only', i18n, next, nextIntl),
    only('ui-imports-only', ui, react, looks),
    only(
      'components-import-only',
      '^components/',
      domain,
      protocol,
      client,
      react,
      looks,
      next,
      nextIntl,
      markdown,
      npm('react-dropzone', '@tanstack/react-virtual'),
    ),
    ban(
      'folders-are-private',
      { path: '^components/([^/]+)/', pathNot: screens },
      { path: '^components/([^/]+)/', pathNot: ['^components/$1/', ui, failure] },
    ),
    only(
      'app-imports-only',
      entries,
      screens,
      ui,
      domain,
      protocol,
      i18n,
      '^package[.]json$',
      `${server}(context|config|http/|generation/)`,
      `${server}start-server[.]ts$`,
      react,
      next,
      nextIntl,
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tailwind[.]config[.]ts$' },
  },
};
