import { createRandom } from '../../scripts/fixtures/random';

/** Decoded pixels, three channels. */
export type DrawnPixels = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3;
};

type PrintOptions = {
  readonly width: number;
  readonly height: number;
  /** Most that a camera's grain changes a pixel, 0 to 255; with it the light falls off over the page. */
  readonly grain?: number;
  readonly inks?: readonly (readonly [number, number, number])[];
};

const GLYPH = { width: 5, height: 7 };
const CELL = { width: 8, height: 12 };
const BLACK = [20, 20, 24] as const;
const PAPER = 250;

/** A page of small print, drawn without any font: rows of made-up letters of 5 x 7 pixels, the same every time. */
export function drawPrint({ width, height, grain = 0, inks = [BLACK] }: PrintOptions): DrawnPixels {
  const random = createRandom(5);
  const data = new Uint8Array(width * height * 3).fill(PAPER);
  for (let top = 8; top + CELL.height < height; top += CELL.height) {
    for (let left = 8; left + CELL.width < width; left += CELL.width) {
      const ink = inks[Math.floor(random() * inks.length)] ?? BLACK;
      const isGap = random() < 0.15;
      for (let dot = 0; dot < GLYPH.width * GLYPH.height; dot += 1) {
        if (random() < 0.55 || isGap) continue;
        const place = (top + Math.floor(dot / GLYPH.width)) * width + left + (dot % GLYPH.width);
        data.set(ink, place * 3);
      }
    }
  }
  if (grain > 0) photograph(data, width, grain);
  return { data, width, height, channels: 3 };
}

function photograph(data: Uint8Array, width: number, grain: number): void {
  const random = createRandom(6);
  for (let pixel = 0; pixel * 3 < data.length; pixel += 1) {
    const light = 1 - (0.4 * (pixel % width)) / width;
    const noise = (random() - 0.5) * 2 * grain;
    for (let channel = pixel * 3; channel < pixel * 3 + 3; channel += 1) {
      data[channel] = Math.max(0, Math.min(255, (data[channel] ?? 0) * light + noise));
    }
  }
}

/** What a camera sees of leaves and stones: soft shapes of every size over each other, with grain. */
export function drawScene({ width, height }: { width: number; height: number }): DrawnPixels {
  const random = createRandom(7);
  const waves = Array.from({ length: 24 }, (_, index) => {
    const turn = random() * Math.PI;
    const length = 6 * 1.2 ** index;
    return { x: Math.cos(turn) / length, y: Math.sin(turn) / length, phase: random() * 9 };
  });
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const sum = waves.reduce(
      (value, wave) => value + Math.sin(x * wave.x + y * wave.y + wave.phase),
      0,
    );
    const bright = 128 + sum * 26 + (random() - 0.5) * 24;
    data.set(
      [bright, bright * 0.8, bright * 0.5].map((value) => Math.max(0, Math.min(255, value))),
      pixel * 3,
    );
  }
  return { data, width, height, channels: 3 };
}
