import { AppError } from '@/lib/domain/errors/app-error';
import { convertImage } from './convert-image';
import type { ImageJobReply, ImageJobRequest } from './prepared-image';

async function work(request: ImageJobRequest): Promise<ImageJobReply> {
  try {
    return { status: 'prepared', image: await convertImage(request) };
  } catch (error) {
    // A worker cannot throw across: the failure travels as its code.
    return { status: 'refused', code: error instanceof AppError ? error.code : 'internal' };
  }
}

self.onmessage = async (event: MessageEvent<ImageJobRequest>) => {
  self.postMessage(await work(event.data));
};
