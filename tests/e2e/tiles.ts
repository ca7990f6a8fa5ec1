import { readFileSync } from 'node:fs';
import { picture } from './chat-page';
import { pixelAt } from './chat-requests';

/** Name of one of the twelve pictures that each have a ground of their own colour. */
export const tile = (number: number): string => `tile-${String(number).padStart(2, '0')}.png`;

export const tiles = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => tile(index + 1));

/** Which tile a sent picture is: its ground is one colour of its own. */
export async function tileNames(pictures: readonly { data: Buffer }[]): Promise<string[]> {
  const known = await Promise.all(
    tiles(12).map(async (name) => {
      const colour = await pixelAt(readFileSync(picture(name)), 2, 2);
      return [colour.join(), name] as const;
    }),
  );
  const byColour = new Map(known);
  const colours = await Promise.all(pictures.map(({ data }) => pixelAt(data, 2, 2)));
  return colours.map((colour) => byColour.get(colour.join()) ?? `unknown ${colour.join()}`);
}
