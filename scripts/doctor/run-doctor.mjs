import { fileURLToPath } from 'node:url';
import { EntryFailure, runEntry } from '../entry/failure.mjs';
import { prepareEnvironment } from '../serve/prepare-environment.mjs';
import { openApp } from './ask-app.mjs';
import { findApp } from './find-app.mjs';
import { findingLines, headLines, offerLine, reportLines, skippedLines } from './print-run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const USAGE = 'npm run doctor -- CONNECTION [--yes]';

const print = (lines) => console.log(lines.join('\n'));

function choose(offers, connection) {
  const offer = offers.find(({ id }) => id === connection);
  if (offer) return offer;
  const known =
    offers.map(offerLine).join('\n') || '  none; set NVIDIA_API_KEY or UPSTREAM_BASE_URL';
  throw new EntryFailure(`name a connection (${USAGE}). There are:\n${known}`);
}

/** @returns {Promise<boolean>} Whether nothing was broken. */
async function examine(app, offer, isConfirmed) {
  if (offer.isMetered && !isConfirmed) {
    throw new EntryFailure(
      `this uses up to ${offer.requests} requests and about ${offer.tokens} tokens of the key of ` +
        `${offer.label}, which may be billed: add --yes to agree.`,
    );
  }
  print(headLines(offer));
  const findings = [];
  for await (const event of app.examine(offer.id, isConfirmed)) {
    if (event.type === 'error') throw new EntryFailure(`the check broke off: ${event.code}.`);
    if (event.type === 'finding') {
      findings.push(event.finding);
      if (event.finding.outcome !== 'skipped') print(findingLines(event.finding));
    }
    if (event.type === 'report')
      print([...skippedLines(findings), ...reportLines(findings, event)]);
  }
  return findings.every(({ outcome }) => outcome !== 'broken');
}

await runEntry(async () => {
  const parameters = process.argv.slice(2);
  const isConfirmed = parameters.includes('--yes');
  const [connection] = parameters.filter((parameter) => parameter !== '--yes');
  const { url, close } = await findApp(prepareEnvironment(root));
  try {
    const app = await openApp(url);
    const isWell = await examine(app, choose(await app.offers(), connection), isConfirmed);
    process.exitCode = isWell ? 0 : 1;
  } finally {
    await close();
  }
});
