/** Tokens of one code point by script, measured against Tekken on 20 samples: `docs/decisions/020`. */
function codePointCost(code: number): number {
  if (code < 0x80) {
    const isLetterOrSpace =
      code === 0x20 || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
    if (isLetterOrSpace) return 0.25;
    return code >= 0x30 && code <= 0x39 ? 1 : 0.6;
  }
  if (code < 0x370) return 0.4;
  if (code < 0x700) return 0.34;
  if (code >= 0x900 && code < 0xe00) return 0.45;
  if (code >= 0xac00 && code <= 0xd7a3) return 0.6;
  if (code >= 0x3040 && code < 0x3100) return 0.75;
  if (code >= 0x2e80 && code < 0xa000) return 1;
  return code > 0xffff ? 3.5 : 0.6;
}

/** Estimates the tokens of a text for this model family, without its vocabulary. */
export function estimateTextTokens(text: string): number {
  let tokens = 0;
  for (const character of text) tokens += codePointCost(character.codePointAt(0) ?? 0);
  return Math.ceil(tokens);
}
