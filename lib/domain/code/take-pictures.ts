import type { JsonObject, JsonValue } from '../prompt/prompt';
import type { PictureFile } from './code-request';
import { namePictureFiles } from './picture-files';
import { pictureMark, replacePictureUrls } from './picture-mark';

const DATA_URL = /^data:([a-z]+\/[a-z0-9.+-]+);base64,/;

/** A body with marks in the place of its pictures, and those. */
export type TakenPictures = {
  readonly body: JsonObject;
  readonly pictures: readonly (PictureFile & { readonly base64: string })[];
};

/**
 * Takes the pictures out of a body. The same bytes twice are one picture.
 *
 * @param names - What the pictures are called, in the order of the body.
 */
export function takePictures(body: JsonObject, names: readonly string[]): TakenPictures {
  const taken = new Map<string, { name: string; mediaType: string; base64: string }>();
  const numbers = new Map<string, number>();
  let place = 0;
  const marked = replacePictureUrls(body, (url) => {
    const name = names[place] ?? '';
    place += 1;
    const [head, mediaType] = DATA_URL.exec(url) ?? [];
    if (head === undefined || mediaType === undefined) return url;
    const number = numbers.get(url) ?? numbers.size;
    numbers.set(url, number);
    taken.set(url, taken.get(url) ?? { name, mediaType, base64: url.slice(head.length) });
    return pictureMark(number);
  });
  const pictures = [...taken.values()];
  const files = namePictureFiles(pictures);
  const named = pictures.map((picture, number) => ({ ...picture, name: files[number] ?? '' }));
  return {
    // Marks are texts: it is JSON as before.
    body: marked as Record<string, JsonValue>,
    pictures: named,
  };
}
