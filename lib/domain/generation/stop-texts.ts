import { MAX_STOP_CHARACTERS, MAX_STOP_TEXTS } from './generation-choice';

/** Why texts cannot end an answer; `null` where they can. */
export function stopProblem(texts: readonly string[]): 'too-many' | 'too-long' | null {
  if (texts.length > MAX_STOP_TEXTS) return 'too-many';
  return texts.some((text) => text.length > MAX_STOP_CHARACTERS) ? 'too-long' : null;
}

const MEANINGS: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' };

/** Texts that end an answer, one a line; a line break in one is written `\n`. */
export function writeStopTexts(texts: readonly string[]): string {
  const toLine = (text: string) =>
    text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return texts.map(toLine).join('\n');
}

/** The texts of such lines; spaces count, empty lines do not. Another letter after `\` stays as it is. */
export function readStopTexts(lines: string): readonly string[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      line.replace(/\\([nt\\])/g, (_all, letter: string) => MEANINGS[letter] ?? letter),
    );
}
