import 'server-only';
import type { AttachmentId } from '@/lib/domain/ids';
import { DETAIL_EDGE_PIXELS } from '@/lib/domain/image/image-detail';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Destination } from '../../egress/fetch-upstream';
import { imagePartsOf } from '../fit-images';
import type {
  ImageBytes,
  Provider,
  ProviderEvent,
  ProviderRequest,
  WrittenBody,
} from '../provider';
import { AssetClient } from './asset-client';

/** How long uploading all pictures may take, in milliseconds. */
const UPLOAD_TIMEOUT_MS = 60_000;
/** How long deleting may take, in milliseconds. What stays is deleted by the server within a day. */
const REMOVE_TIMEOUT_MS = 10_000;

export type AssetsOptions = {
  readonly destination: Destination;
  /** Sends pictures inside the request; used where there are none, and where uploading fails. */
  readonly inline: Provider;
  /** A provider whose requests go to a destination. */
  readonly providerTo: (destination: Destination) => Provider;
  /** In place of a minute. Milliseconds. */
  readonly uploadTimeoutMs?: number | undefined;
};

type Uploaded = ReadonlyMap<AttachmentId, { readonly id: string; readonly image: ImageBytes }>;

class AssetsProvider implements Provider {
  readonly #options: AssetsOptions;
  readonly #client: AssetClient;

  constructor(options: AssetsOptions) {
    this.#options = options;
    this.#client = new AssetClient(options.destination);
  }

  listModels(signal: AbortSignal): Promise<readonly ModelDescriptor[]> {
    return this.#options.inline.listModels(signal);
  }

  /** With the pictures in it: nothing is uploaded only to be looked at. */
  writeBody(request: ProviderRequest): Promise<WrittenBody> {
    return this.#options.inline.writeBody(request);
  }

  async *stream(request: ProviderRequest, signal: AbortSignal): AsyncGenerator<ProviderEvent> {
    const { inline, destination, providerTo } = this.#options;
    const uploaded = await this.#upload(request, signal);
    if (signal.aborted) return this.#remove(uploaded);
    if (uploaded.size === 0) {
      yield* inline.stream(request, signal);
      return;
    }
    const ids = [...uploaded.values()].map(({ id }) => id).join(',');
    const headers = { ...destination.headers, 'nvcf-input-asset-references': ids };
    const loadImage: ProviderRequest['loadImage'] = async (attachment, limit) =>
      uploaded.get(attachment.id)?.image ?? request.loadImage(attachment, limit);
    try {
      const provider = providerTo({ ...destination, headers });
      yield* provider.stream({ ...request, loadImage }, signal);
    } finally {
      this.#remove(uploaded);
    }
  }

  /**
   * Uploads every picture once; none where one cannot be, whatever the reason: then all go inside the request.
   * A picture that cannot be loaded meets the same failure there, and it is named.
   */
  async #upload(request: ProviderRequest, stop: AbortSignal): Promise<Uploaded> {
    const { uploadTimeoutMs = UPLOAD_TIMEOUT_MS } = this.#options;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(uploadTimeoutMs)]);
    const parts = new Map(imagePartsOf(request.prompt).map((part) => [part.attachment.id, part]));
    const uploaded = new Map<AttachmentId, { id: string; image: ImageBytes }>();
    const uploads = [...parts.values()].map(async ({ attachment, detail }) => {
      const limit = { base64Characters: null, longestEdge: DETAIL_EDGE_PIXELS[detail] };
      const { mediaType, data } = await request.loadImage(attachment, limit);
      const id = await this.#client.upload({ mediaType, data }, signal);
      const reference = `data:${mediaType};asset_id,${id}`;
      uploaded.set(attachment.id, { id, image: { mediaType, data, reference } });
    });
    const results = await Promise.allSettled(uploads);
    if (results.every(({ status }) => status === 'fulfilled')) return uploaded;
    this.#remove(uploaded);
    return new Map();
  }

  #remove(uploaded: Uploaded): void {
    const signal = AbortSignal.timeout(REMOVE_TIMEOUT_MS);
    for (const { id } of uploaded.values()) {
      // Nobody waits for it: what stays is deleted by the server within a day.
      this.#client.remove(id, signal).catch(() => {});
    }
  }
}

/**
 * Uploads pictures to NVIDIA's asset store and refers to them, so that no limit of a request holds for them;
 * deletes them when the answer has ended. Off unless a connection asks for it: the hosted endpoint was seen not
 * to resolve references.
 */
export function createAssetsProvider(options: AssetsOptions): Provider {
  return new AssetsProvider(options);
}
