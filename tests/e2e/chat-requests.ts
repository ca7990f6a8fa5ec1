import sharp from 'sharp';
import * as z from 'zod';
import type { Upstream } from '../support/upstream/start-upstream';

const partSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
]);
const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(
    z.object({ role: z.string(), content: z.union([z.string(), z.array(partSchema)]) }),
  ),
  tools: z.optional(z.array(z.object({ function: z.object({ name: z.string() }) }))),
});

export type RecordedChatRequest = z.infer<typeof requestSchema>;

const chatItems = (upstream: Upstream) =>
  upstream.requests.items.filter(({ path }) => path === '/v1/chat/completions');

/** Chat requests as the upstream got them, oldest first. */
export function chatRequests(upstream: Upstream): RecordedChatRequest[] {
  return chatItems(upstream).map(({ body }) => requestSchema.parse(body));
}

/** When it got them, in milliseconds. */
export const chatRequestTimes = (upstream: Upstream): number[] =>
  chatItems(upstream).map(({ at }) => at);

const imageUrls = ({ content }: RecordedChatRequest['messages'][number]): string[] =>
  typeof content === 'string'
    ? []
    : content.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : []));

/** Pictures in each user message that has some. */
export function imageCounts(request: RecordedChatRequest | undefined): number[] {
  const counts = (request?.messages ?? []).map((message) => imageUrls(message).length);
  return counts.filter((count) => count > 0);
}

/** A picture as the upstream got it. */
export type SentPicture = {
  readonly format: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly base64Characters: number;
  /** Names of what it carries beside its pixels. */
  readonly metadata: readonly string[];
  readonly data: Buffer;
};

async function readSentPicture(url: string): Promise<SentPicture> {
  const [, base64 = ''] = url.split(';base64,');
  const data = Buffer.from(base64, 'base64');
  const { format, width, height, ...rest } = await sharp(data, { failOn: 'error' }).metadata();
  const metadata = (['exif', 'xmp', 'iptc', 'icc', 'comments', 'orientation'] as const).filter(
    (name) => rest[name] !== undefined,
  );
  return { format, width, height, base64Characters: base64.length, metadata, data };
}

/** The pictures of the newest request, in the order they were sent, decoded. */
export function sentPictures(upstream: Upstream): Promise<SentPicture[]> {
  const messages = chatRequests(upstream).at(-1)?.messages ?? [];
  return Promise.all(messages.flatMap(imageUrls).map(readSentPicture));
}

/** Mean difference of two pictures, 0 to 255 a channel, both brought to the size of the first. */
export async function difference(one: Buffer, other: Buffer): Promise<number> {
  const { width, height } = await sharp(one).metadata();
  const toPixels = (data: Buffer) =>
    sharp(data).resize(width, height, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw();
  const [left, right] = await Promise.all([toPixels(one).toBuffer(), toPixels(other).toBuffer()]);
  const sum = left.reduce(
    (total, value, index) => total + Math.abs(value - (right[index] ?? 0)),
    0,
  );
  return sum / left.length;
}

/** Red, green and blue of one pixel. */
export async function pixelAt(data: Buffer, left: number, top: number): Promise<number[]> {
  const region = { left, top, width: 1, height: 1 };
  return [...(await sharp(data).removeAlpha().extract(region).raw().toBuffer())];
}
