const WORDS = 50_000;
const SYLLABLES = [
  'ka',
  'lo',
  'mi',
  'ne',
  'ru',
  'sa',
  'to',
  've',
  'ba',
  'di',
  'go',
  'pu',
  'fe',
  'zi',
  'ho',
  'wa',
];
const WORDS_PER_MESSAGE = 60;
/** From there on a word is in fewer than one message of a hundred. */
const FIRST_RARE = 1_000;

/** The word of a rank: the most frequent one has rank 1. */
export function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length];
  }
  return word;
}

/** Ranks as in real texts: a word of half the rank is twice as frequent. */
const drawRank = (random: () => number) => Math.floor(WORDS ** random());

export function makeText(random: () => number, words = WORDS_PER_MESSAGE): string {
  return Array.from({ length: words }, () => wordOf(drawRank(random))).join(' ');
}

/** A word that is in fewer than 1 % of the messages, rarer ones as often as they are looked for. */
export function drawRareWord(random: () => number): string {
  return wordOf(Math.floor(FIRST_RARE * (WORDS / FIRST_RARE) ** random()));
}
