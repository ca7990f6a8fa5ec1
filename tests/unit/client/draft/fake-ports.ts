import type { DraftPorts } from '@/lib/client/draft/draft-store';
import type { PreparedImage } from '@/lib/client/image/prepared-image';
import type { Attachment } from '@/lib/domain/attachment';
import { type AttachmentId, asId } from '@/lib/domain/ids';

type Call<Result> = {
  name: string;
  signal: AbortSignal;
  done: (result: Result) => void;
  fail: (reason: unknown) => void;
};

export const imageFile = (name: string) => new File(['pixels'], name, { type: 'image/jpeg' });

export const preparedImage = (): PreparedImage => ({
  blob: new Blob(['prepared'], { type: 'image/jpeg' }),
  mediaType: 'image/jpeg',
  width: 1540,
  height: 1155,
  wasAnimated: false,
  wasTransparent: false,
  originalBytes: 6,
});

export const storedImage = (name: string): Attachment => ({
  id: asId<AttachmentId>(`id of ${name}`),
  name,
  mediaType: 'image/jpeg',
  width: 1540,
  height: 1155,
  bytes: 8,
});

/** Lets everything that is decided already happen. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The world of a draft, its steps done by the test. */
export function fakePorts() {
  const preparations: Call<PreparedImage>[] = [];
  const uploads: (Call<Attachment> & { progress: (part: number) => void })[] = [];
  const urls = new Set<string>();
  let lastUrl = 0;
  const ports: DraftPorts = {
    prepare(file, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<PreparedImage>();
      preparations.push({ name: file.name, signal, done: resolve, fail: reject });
      return promise;
    },
    upload(_blob, { name, signal, onProgress }) {
      const { promise, resolve, reject } = Promise.withResolvers<Attachment>();
      uploads.push({ name, signal, done: resolve, fail: reject, progress: onProgress });
      return promise;
    },
    createUrl() {
      lastUrl += 1;
      urls.add(`blob:${lastUrl}`);
      return `blob:${lastUrl}`;
    },
    revokeUrl: (url) => void urls.delete(url),
  };
  return { ports, preparations, uploads, urls };
}
