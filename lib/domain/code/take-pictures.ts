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
  const taken = new Map<string, TakenPictures['pictures'][number] & { number: number }>();
  let place = 0;
  const marked = replacePictureUrls(body, (url) => {
    const name = names[place] ?? '';
    place += 1;
    const [head, mediaType] = DATA_URL.exec(url) ?? [];
    if (head === undefined || mediaType === undefined) return url;
    const base64 = url.slice(head.length);
    const picture = taken.get(url) ?? { number: taken.size, name, mediaType, base64 };
    taken.set(url, picture);
    return pictureMark(picture.number);
  });
  const pictures = [...taken.values()];
  const files = namePictureFiles(pictures);
  return {
    // Marks are texts: it is JSON as before.
    body: marked as Record<string, JsonValue>,
    pictures: pictures.map(({ number, ...picture }) => ({ ...picture, name: files[number] ?? '' })),
  };
}
