const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** Tokens of one code point by script, measured against Tekken on 20 samples: `docs/decisions/021-tokens.md`. */
function codePointCost(code: number): number {
  if (code < 0x80) {
    const isLetterOrSpace =
      code === 0x20 || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
    if (isLetterOrSpace) return 0.25;
    return isDigit(code) ? 1 : 0.6;
  }
  if (code < 0x100) return 0.4;
  if (code < 0x370) return 0.9;
  if (code < 0x700) return 0.34;
  if (code >= 0x900 && code < 0xe00) return 0.45;
  if (code >= 0xac00 && code <= 0xd7a3) return 0.6;
  if (code >= 0x3040 && code < 0x3100) return 0.75;
  if (code >= 0x2e80 && code < 0xa000) return 1;
  return code > 0xffff ? 3.5 : 0.6;
}

/** Runs that read like base64: long, unbroken, letters of both cases and digits among them. */
const DENSE_RUN = /[A-Za-z0-9+/=_-]{40,}/g;
const isDense = (run: string) => /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run);
const DENSE_COST = 0.75;

/** A blank before a word is part of it; before a number, whose digits are tokens each, it is one too. */
const BLANK_BEFORE_NUMBER = 0.75;

function plainCost(text: string): number {
  let tokens = 0;
  let before = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    tokens += codePointCost(code);
    if (before === 0x20 && isDigit(code)) tokens += BLANK_BEFORE_NUMBER;
    before = code;
  }
  return tokens;
}

/** Estimates the tokens of a text for this model family, without its vocabulary. */
export function estimateTextTokens(text: string): number {
  let tokens = 0;
  let end = 0;
  for (const { 0: run, index } of text.matchAll(DENSE_RUN)) {
    if (!isDense(run)) continue;
    tokens += plainCost(text.slice(end, index)) + run.length * DENSE_COST;
    end = index + run.length;
  }
  return Math.ceil(tokens + plainCost(text.slice(end)));
}
