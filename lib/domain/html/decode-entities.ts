/** Names that pages use in running text; others stay as they are written. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['shy', ''],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['bull', '•'],
  ['middot', '·'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['deg', '°'],
  ['plusmn', '±'],
  ['times', '×'],
  ['divide', '÷'],
  ['euro', '€'],
  ['pound', '£'],
  ['yen', '¥'],
  ['cent', '¢'],
  ['sect', '§'],
  ['para', '¶'],
  ['frac12', '½'],
  ['larr', '←'],
  ['rarr', '→'],
  ['agrave', 'à'],
  ['aacute', 'á'],
  ['auml', 'ä'],
  ['ccedil', 'ç'],
  ['egrave', 'è'],
  ['eacute', 'é'],
  ['ntilde', 'ñ'],
  ['ouml', 'ö'],
  ['szlig', 'ß'],
  ['uuml', 'ü'],
]);

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,30}));/gi;
const LAST_CODE_POINT = 0x10ffff;

function fromCodePoint(code: number): string {
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code).toWellFormed() : '\ufffd';
}

/** Text of HTML with its entities as characters. */
export function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return fromCodePoint(Number(decimal));
    if (hex !== undefined) return fromCodePoint(Number.parseInt(hex, 16));
    return NAMED.get(name ?? '') ?? whole;
  });
}
