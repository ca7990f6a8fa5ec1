/** @typedef {{ id: string, label: string, address: string, isMetered: boolean, requests: number, tokens: number }} Offer */

const SIGNS = { ok: '✓', missing: '!', broken: '✗', skipped: '–' };
const TITLE_COLUMNS = 24;
const INDENT = ' '.repeat(TITLE_COLUMNS + 4);

/** A finding as lines: sign, title, text; below it what to do. */
export function findingLines({ outcome, title, text, fixes }) {
  const head = `${SIGNS[outcome]} ${title.padEnd(TITLE_COLUMNS)}  ${text}`;
  const below = fixes.flatMap((fix) => [
    `${INDENT}→ ${fix.text}`,
    ...(fix.setting === undefined ? [] : [`${INDENT}  ${fix.setting}`]),
  ]);
  return [head, ...below];
}

/** What was left out, one line for each reason. */
export function skippedLines(findings) {
  const byReason = Map.groupBy(
    findings.filter(({ outcome }) => outcome === 'skipped'),
    ({ text }) => text,
  );
  return [...byReason].map(
    ([text, left]) => `${SIGNS.skipped} ${text} (${left.map(({ title }) => title).join(', ')})`,
  );
}

/** The last lines: how many of each outcome, and what was used. */
export function reportLines(findings, { requests, tokens, isKept }) {
  const count = (wanted) => findings.filter(({ outcome }) => outcome === wanted).length;
  return [
    '',
    `${count('ok')} in order, ${count('broken')} broken, ${count('missing')} missing, ${count('skipped')} not looked at.`,
    `Used: ${requests} requests, ${tokens} tokens.${isKept ? ' What was found is kept for the chats to come.' : ''}`,
  ];
}

/** @param {{ requests: number, tokens: number }} price */
const priceOf = ({ requests, tokens }) => `up to ${requests} requests and about ${tokens} tokens`;

/**
 * The first lines of a run: what is looked at, and what that costs at most.
 *
 * @param {Offer} offer
 */
export function headLines({ label, address, isMetered, ...price }) {
  const whose = isMetered ? 'on a key that may be billed' : 'on your own server';
  return [`${label} · ${address}`, `Uses ${priceOf(price)}, ${whose}.`, ''];
}

/**
 * One line for a connection that can be examined.
 *
 * @param {Offer} offer
 */
export function offerLine({ id, label, address, isMetered, ...price }) {
  return `  ${id.padEnd(16)}${label} (${address}): ${priceOf(price)}${isMetered ? ', on a key that may be billed' : ''}`;
}
