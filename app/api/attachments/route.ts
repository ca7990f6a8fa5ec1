import { handle } from '@/lib/server/http/handle';
import { storeUpload } from '@/lib/server/http/store-upload';

/** Stores one picture: the body is the file, its percent-encoded name is in `x-file-name`. */
export const POST = handle(async (call) => Response.json(await storeUpload(call), { status: 201 }));
