import 'server-only';
import * as z from 'zod';
import { AppError } from '@/lib/domain/errors/app-error';
import { type Destination, fetchUpstream, readUpstreamText } from '../../egress/fetch-upstream';
import { functionsDestination } from '../functions-destination';
import type { ImageBytes } from '../provider';
import { parseJson } from '../read-refusal';
import { readUploadAddress } from './upload-address';

const PATH = '/v2/nvcf/assets';
const MAX_ANSWER_BYTES = 64 * 1024;
/** Has to be the same text in both steps of an upload. */
const DESCRIPTION = 'picture';

const createdSchema = z.object({ assetId: z.uuid(), uploadUrl: z.string() });

/** NVIDIA's store for large inputs: create, upload, refer to, delete (cloud functions API, "assets"). */
export class AssetClient {
  readonly #destination: Destination;

  constructor(destination: Destination) {
    this.#destination = functionsDestination(destination);
  }

  /**
   * Uploads a picture.
   *
   * @returns Its id.
   * @throws AppError `upstream-rejected` when the server does not take it or names an address that is not
   *   allowed; what `fetchUpstream` throws.
   */
  async upload({ mediaType, data }: ImageBytes, signal: AbortSignal): Promise<string> {
    const body = JSON.stringify({ contentType: mediaType, description: DESCRIPTION });
    const accept = 'application/json';
    const request = { path: PATH, root: true, accept, body, signal };
    const destination = this.#destination;
    const response = await fetchUpstream(destination, request);
    const text = await readUpstreamText(response, MAX_ANSWER_BYTES, { destination, signal });
    const created = createdSchema.safeParse(parseJson(text));
    const { baseUrl, label } = destination;
    const address = created.data && readUploadAddress(created.data.uploadUrl, baseUrl.origin);
    if (!address) throw this.#rejected(response.status);
    // Without the key: it is for the server, not for its storage.
    const storage: Destination = {
      baseUrl: new URL(address.origin),
      label,
      headers: { 'content-type': mediaType, 'x-amz-meta-nvcf-asset-description': DESCRIPTION },
    };
    const path = `${address.pathname}${address.search}`;
    const put = { path, accept: '*/*', method: 'PUT' as const, body: new Uint8Array(data), signal };
    const stored = await fetchUpstream(storage, put);
    await stored.body?.cancel();
    if (!stored.ok) throw this.#rejected(stored.status);
    return created.data.assetId;
  }

  /** Deletes what was uploaded. @throws What `fetchUpstream` throws. */
  async remove(id: string, signal: AbortSignal): Promise<void> {
    const request = { path: `${PATH}/${id}`, root: true, accept: '*/*', signal };
    const response = await fetchUpstream(this.#destination, { ...request, method: 'DELETE' });
    await response.body?.cancel();
  }

  #rejected(status: number): AppError {
    return new AppError('upstream-rejected', { connection: this.#destination.label, status });
  }
}
