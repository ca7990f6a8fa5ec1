import { expect, test } from 'vitest';
import { namePictureFiles } from '@/lib/domain/code/picture-files';
import { withPictures } from '@/lib/domain/code/picture-mark';
import { takePictures } from '@/lib/domain/code/take-pictures';

const imagePart = (url: string) => ({ type: 'image_url', image_url: { url } });
const bodyWith = (...urls: string[]) => ({
  model: 'ministral',
  messages: [
    { role: 'system', content: 'picture:0' },
    { role: 'user', content: [{ type: 'text', text: 'picture:0' }, ...urls.map(imagePart)] },
  ],
});
const RED = 'data:image/png;base64,UkVE';
const BLUE = 'data:image/jpeg;base64,QkxVRQ==';

test('pictures become marks in their places, the same bytes one, and nothing else does', () => {
  const { body, pictures } = takePictures(bodyWith(RED, BLUE, RED), ['a.heic', 'a.jpg', 'b.png']);
  expect(body).toEqual(bodyWith('picture:0', 'picture:1', 'picture:0'));
  expect(pictures).toEqual([
    { name: 'a.png', mediaType: 'image/png', base64: 'UkVE' },
    { name: 'a.jpg', mediaType: 'image/jpeg', base64: 'QkxVRQ==' },
  ]);
  expect(withPictures({ body, pictures })).toEqual(bodyWith(RED, BLUE, RED));
});

test('an address that is no picture of ours stays', () => {
  const body = bodyWith('https://example.com/a.png');
  expect(takePictures(body, ['a.png'])).toEqual({ body, pictures: [] });
  expect(withPictures({ body: bodyWith('picture:7'), pictures: [] })).toEqual(
    bodyWith('picture:7'),
  );
});

test('files have names of their own that mean nothing to a system or a shell', () => {
  const mediaType = 'image/png';
  const names = [
    'Receipt.PNG',
    'receipt.jpeg',
    '../$(id)`;\'".png',
    'con.png',
    '',
    'a/b.png',
    '收据.png',
  ];
  const files = namePictureFiles(names.map((name) => ({ name, mediaType })));
  expect(files.slice(0, 2)).toEqual(['Receipt.png', 'receipt-2.png']);
  expect(files.slice(3)).toEqual(['picture.png', 'picture-2.png', 'a b.png', '收据.png']);
  expect(files[2]).toMatch(/^[^"'`$;/\\]+\.png$/);
  expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(names.length);
});
