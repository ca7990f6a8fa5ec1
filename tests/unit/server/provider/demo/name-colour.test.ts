import { expect, test } from 'vitest';
import { nameColour } from '@/lib/server/provider/demo/name-colour';

test.each([
  [0, 0, 0, 'black'],
  [255, 255, 255, 'white'],
  [128, 128, 128, 'grey'],
  [70, 70, 75, 'dark grey'],
  [210, 212, 208, 'light grey'],
  [220, 20, 30, 'red'],
  [255, 140, 0, 'orange'],
  [120, 70, 20, 'brown'],
  [250, 230, 40, 'yellow'],
  [40, 160, 60, 'green'],
  [20, 70, 20, 'dark green'],
  [40, 200, 200, 'turquoise'],
  [20, 40, 220, 'blue'],
  [130, 60, 220, 'violet'],
  [240, 60, 160, 'pink'],
  [230, 20, 40, 'red'],
])('%j %j %j is %s', (red, green, blue, name) => {
  expect(nameColour(red, green, blue)).toBe(name);
});
