import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { createImageZoom } from '@/lib/server/tools/built-in/image-zoom';
import { toolContext } from '../../../../support/fake-tool';
import { openTestContext } from '../../../../support/test-context';

/** Red on the left, blue on the right. */
const halves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([
      {
        input: { create: { width: width / 2, height, channels: 3, background: '#0000ff' } },
        left: width / 2,
        top: 0,
      },
    ])
    .png()
    .toBuffer();

async function prepare(isTemporary = false) {
  const { context } = await openTestContext();
  const add = async (name: string, width: number, height: number) => {
    const data = await halves(width, height);
    const file = { name, data, isTemporary, keepsLargest: true };
    return context.attachments.add(LOCAL_ACTOR, file);
  };
  const images = [
    { number: 1, attachment: await add('old.png', 100, 100) },
    { number: 1, attachment: await add('new.png', 4000, 3000) },
  ];
  const tool = createImageZoom(context.attachments);
  const zoom = (input: Record<string, number>) =>
    tool.call(input, toolContext({ actor: LOCAL_ACTOR, images }));
  return { context, zoom, tool };
}

const box = (x1: number, y1: number, x2: number, y2: number, image = 1) => ({
  image,
  x1,
  y1,
  x2,
  y2,
});

describe('looking closer', () => {
  test('cuts the newest picture of a number from its largest copy', async () => {
    const { context, zoom } = await prepare();
    const result = await zoom(box(250, 250, 750, 500));
    expect(result.isError).toBeUndefined();
    expect(result.text).toContain('2000 × 750 pixels');
    const [image] = result.images ?? [];
    expect(image).toMatchObject({ name: 'new (detail).png', width: 1540, height: 578 });
    if (!image) throw new Error('no picture');
    const stored = await context.attachments.read(LOCAL_ACTOR, image.id, 'full');
    const { data, info } = await sharp(stored?.data).raw().toBuffer({ resolveWithObject: true });
    const pixel = (x: number) => [...data.subarray(x * info.channels, x * info.channels + 3)];
    expect(pixel(100)).toEqual([254, 0, 0]);
    expect(pixel(1400)).toEqual([0, 0, 254]);
  });

  test('draws a small part larger', async () => {
    const { zoom } = await prepare();
    const [small] = (await zoom(box(0, 0, 25, 25))).images ?? [];
    expect(small).toMatchObject({ width: 400, height: 300 });
    const [middle] = (await zoom(box(0, 0, 125, 125))).images ?? [];
    expect(middle).toMatchObject({ width: 1008, height: 756 });
  });

  test('of a temporary picture is temporary', async () => {
    const { zoom } = await prepare(true);
    const [image] = (await zoom(box(0, 0, 500, 500))).images ?? [];
    expect(image && isTemporaryId(image.id)).toBe(true);
  });

  test.each([
    [box(0, 0, 10, 10, 7), /There is no picture 7. There are pictures with the numbers 1\./],
    [box(500, 0, 500, 10), /The box is empty/],
    [box(500, 0, 400, 10), /The box is empty/],
    [box(0, 0, 0.5, 0.5), /too narrow/],
    [box(0, 0, 1000, 1), /too narrow/],
  ])('is refused clearly: %j', async (input, text) => {
    const { zoom } = await prepare();
    expect(await zoom(input)).toEqual({ text: expect.stringMatching(text), isError: true });
  });

  test('is refused where there are no pictures, or the one is somebody else’s', async () => {
    const { tool, context } = await prepare();
    const none = await tool.call(box(0, 0, 10, 10), toolContext());
    expect(none).toMatchObject({ isError: true, text: expect.stringContaining('no picture in') });
    const data = await halves(100, 100);
    const attachment = await context.attachments.add(LOCAL_ACTOR, { name: 'a.png', data });
    const images = [{ number: 1, attachment }];
    const foreign = await tool.call(box(0, 0, 10, 10), toolContext({ images }));
    expect(foreign).toMatchObject({ isError: true, text: expect.stringContaining('not there') });
  });
});
