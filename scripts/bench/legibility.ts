import sharp from 'sharp';

const SQUARE = 8;
const STEP = 4;
/** Squares with less variance than this hold no letters: they would be alike whatever happened to the rest. */
const MIN_VARIANCE = 100;
/** Constants of SSIM for 8 bits (Wang and others, 2004): (0.01 * 255)² and (0.03 * 255)². */
const [C1, C2] = [6.5025, 58.5225];

type Sums = {
  left: number;
  right: number;
  leftSquares: number;
  rightSquares: number;
  products: number;
};

function sumSquare(left: Uint8Array, right: Uint8Array, start: number, width: number): Sums {
  const sums = { left: 0, right: 0, leftSquares: 0, rightSquares: 0, products: 0 };
  for (let y = 0; y < SQUARE; y += 1) {
    for (let place = start + y * width; place < start + y * width + SQUARE; place += 1) {
      const [a, b] = [left[place] ?? 0, right[place] ?? 0];
      sums.left += a;
      sums.right += b;
      sums.leftSquares += a * a;
      sums.rightSquares += b * b;
      sums.products += a * b;
    }
  }
  return sums;
}

/** Structural similarity of one square; `null` where the original is flat. */
function similarityOf(sums: Sums): number | null {
  const count = SQUARE ** 2;
  const [a, b] = [sums.left / count, sums.right / count];
  const [varianceA, varianceB] = [
    sums.leftSquares / count - a * a,
    sums.rightSquares / count - b * b,
  ];
  if (varianceA < MIN_VARIANCE) return null;
  const covariance = sums.products / count - a * b;
  return (
    ((2 * a * b + C1) * (2 * covariance + C2)) /
    ((a * a + b * b + C1) * (varianceA + varianceB + C2))
  );
}

/**
 * How much of the letters and lines of a picture is left in a copy: the structural similarity of brightness,
 * where the original has any structure, at the original's size. 1 is everything.
 */
export async function legibility(original: Uint8Array, copy: Uint8Array): Promise<number> {
  const { width, height } = await sharp(original).metadata();
  const grey = (data: Uint8Array) =>
    sharp(data).resize({ width, height, fit: 'fill' }).toColourspace('b-w').raw().toBuffer();
  const [left, right] = await Promise.all([grey(original), grey(copy)]);
  let sum = 0;
  let squares = 0;
  for (let y = 0; y + SQUARE <= height; y += STEP) {
    for (let x = 0; x + SQUARE <= width; x += STEP) {
      const similarity = similarityOf(sumSquare(left, right, y * width + x, width));
      if (similarity === null) continue;
      sum += similarity;
      squares += 1;
    }
  }
  return sum / squares;
}
