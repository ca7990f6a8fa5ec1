import { randomUUID } from 'node:crypto';
import { type Exchange, type Reply, sendReply } from '../exchange';
import type { Handler } from '../profile';
import { readMessages } from '../wire-messages';
import { NVIDIA_ERRORS } from './nvidia-errors';

const ASSET_URL = /^data:image\/[a-z]+;asset_id,([0-9a-f-]{36})$/;
const UPLOADS = '/v2/nvcf/uploads/';
const ASSETS = '/v2/nvcf/assets/';

type Asset = { contentType: string; description: string; isUploaded: boolean };

/** NVCF's asset store: create, upload, refer, delete. */
export type AssetStore = {
  readonly routes: Readonly<Record<string, Handler>>;
  /** Refuses a request that refers to assets which are not there or not named in its header. */
  check(exchange: Exchange): Reply | undefined;
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const lastSegment = ({ path }: Exchange): string => path.split('/').at(-1) ?? '';

function checkReferences(
  exchange: Exchange,
  assets: ReadonlyMap<string, Asset>,
): Reply | undefined {
  const urls = readMessages(exchange.body).flatMap(({ imageUrls }) => imageUrls);
  const ids = urls.flatMap((url) => ASSET_URL.exec(url)?.[1] ?? []);
  const header = textOf(exchange.request.headers['nvcf-input-asset-references']);
  const named = new Set(header.split(',').map((id) => id.trim()));
  const isMissing = ids.some((id) => !named.has(id) || !assets.get(id)?.isUploaded);
  return isMissing ? NVIDIA_ERRORS['asset-unknown'] : undefined;
}

/** Makes an empty asset store. */
export function createAssetStore(): AssetStore {
  const assets = new Map<string, Asset>();

  function create(exchange: Exchange): void {
    const assetId = randomUUID();
    const contentType = textOf(exchange.body.contentType);
    const description = textOf(exchange.body.description);
    assets.set(assetId, { contentType, description, isUploaded: false });
    const uploadUrl = `http://${exchange.request.headers.host}/nvidia${UPLOADS}${assetId}`;
    sendReply(exchange, { status: 200, json: { assetId, uploadUrl, contentType, description } });
  }
  function upload(exchange: Exchange): void {
    const asset = assets.get(lastSegment(exchange));
    const { headers } = exchange.request;
    const isSame =
      headers['content-type'] === asset?.contentType &&
      headers['x-amz-meta-nvcf-asset-description'] === asset?.description;
    if (asset && isSame) asset.isUploaded = true;
    sendReply(exchange, { status: asset && isSame ? 200 : 403, text: '' });
  }
  function remove(exchange: Exchange): void {
    const isRemoved = assets.delete(lastSegment(exchange));
    sendReply(exchange, isRemoved ? { status: 204 } : { status: 404, text: '' });
  }

  return {
    routes: {
      [`POST ${ASSETS.slice(0, -1)}`]: create,
      [`PUT ${UPLOADS}*`]: upload,
      [`DELETE ${ASSETS}*`]: remove,
    },
    check: (exchange) => checkReferences(exchange, assets),
  };
}
