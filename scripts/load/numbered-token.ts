/**
 * Tokens that carry their number and when they were sent, so that loss, doubling, order and delay are
 * counted at the other end and not assumed. They survive every stage as they are: no character of them is escaped in JSON.
 */
const TOKEN = /#(\d+)@(\d+);/g;

/** Longest part of a token that can stand at the end of a piece: two numbers and their signs. */
const MAX_TOKEN_CHARACTERS = 40;

export type NumberedToken = { readonly number: number; readonly sentAt: number };

/** Microseconds of a clock that all processes of one machine share. */
export function sharedMicroseconds(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** @param number - Counted from 1. */
export function writeToken(number: number, sentAt: number): string {
  return `#${number}@${sentAt};`;
}

/** All tokens of a text. */
export function readTokens(text: string): NumberedToken[] {
  return [...text.matchAll(TOKEN)].map(([, number, sentAt]) => ({
    number: Number(number),
    sentAt: Number(sentAt),
  }));
}

/** Finds tokens in a stream that is cut anywhere, whatever stands around them. */
export function createTokenScanner(): (piece: string) => NumberedToken[] {
  let rest = '';
  return (piece) => {
    const text = rest + piece;
    const end = text.lastIndexOf(';') + 1;
    rest = text.slice(Math.max(end, text.length - MAX_TOKEN_CHARACTERS));
    return readTokens(text.slice(0, end));
  };
}
