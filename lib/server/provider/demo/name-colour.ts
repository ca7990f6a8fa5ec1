import 'server-only';

type Channel = number;

/** Below this difference of the channels a colour is a grey. */
const GREY_CHROMA = 28;

function nameGrey(lightness: number): string {
  if (lightness < 40) return 'black';
  if (lightness < 100) return 'dark grey';
  if (lightness < 190) return 'grey';
  return lightness < 235 ? 'light grey' : 'white';
}

/** Ends of the hues in degrees, in order. */
const HUES: readonly (readonly [until: number, name: string])[] = [
  [15, 'red'],
  [42, 'orange'],
  [68, 'yellow'],
  [165, 'green'],
  [195, 'turquoise'],
  [255, 'blue'],
  [290, 'violet'],
  [345, 'pink'],
  [360, 'red'],
];

function hueOf(red: Channel, green: Channel, blue: Channel, max: Channel, chroma: number): number {
  if (max === red) return (((green - blue) / chroma) * 60 + 360) % 360;
  if (max === green) return ((blue - red) / chroma) * 60 + 120;
  return ((red - green) / chroma) * 60 + 240;
}

/** A plain word for a colour. Channels are 0 to 255. */
export function nameColour(red: Channel, green: Channel, blue: Channel): string {
  const max = Math.max(red, green, blue);
  const chroma = max - Math.min(red, green, blue);
  if (chroma < GREY_CHROMA) return nameGrey(max - chroma / 2);
  const hue = hueOf(red, green, blue, max, chroma);
  const name = HUES.find(([until]) => hue < until)?.[1] ?? 'red';
  if (name === 'orange' && max < 160) return 'brown';
  return max < 90 ? `dark ${name}` : name;
}
