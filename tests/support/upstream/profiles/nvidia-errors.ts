import type { Reply } from '../exchange';

const problem = (
  status: number,
  title: string,
  detail?: string,
  kind = title.toLowerCase().replaceAll(' ', '-'),
): Reply => ({
  status,
  mediaType: 'application/problem+json',
  json: {
    type: `urn:inference-service:problem-details:${kind}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    instance: '/v2/nvcf/pexec/functions/00000000-0000-4000-8000-000000000000',
    requestId: '00000000-0000-4000-8000-000000000001',
  },
});
const short = (status: number, title: string, detail?: string): Reply => ({
  status,
  json: { status, title, ...(detail === undefined ? {} : { detail }) },
});
const roleOrder = {
  message: "Unexpected role 'user' after role 'tool'",
  type: 'BadRequestError',
  param: null,
  code: 400,
};
const html = (status: number, title: string): Reply => ({
  status,
  mediaType: 'text/html',
  text: `<html><head><title>${status} ${title}</title></head><body>${title}</body></html>`,
});

/** Every error of the hosted endpoint that can be had by name, worded as in logs. */
export const NVIDIA_ERRORS = {
  'bad-request-wrapped': { status: 400, json: { error: roleOrder } },
  'bad-request-bare': { status: 400, json: roleOrder },
  'validation-text': problem(
    400,
    'Bad Request',
    JSON.stringify([
      {
        type: 'less_than_equal',
        loc: ['body', 'max_tokens'],
        msg: 'Input should be less than or equal to 4096',
        input: 262144,
      },
    ]),
  ),
  degraded: short(
    400,
    'Bad Request',
    "Function id '0' version id '0': DEGRADED function cannot be invoked",
  ),
  'usage-refused': {
    status: 400,
    json: {
      error: {
        message:
          "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]",
        type: 'BadRequestError',
        param: null,
        code: 400,
      },
    },
  },
  'key-missing': { status: 401, text: 'Header of type `authorization` was missing' },
  'key-malformed': short(401, 'Unauthorized', 'Authentication failed'),
  credit: short(402, 'Payment Required', 'Account credits have been exhausted'),
  forbidden: short(403, 'Forbidden', 'Authorization failed'),
  'not-entitled': short(
    404,
    'Not Found',
    "Function '00000000-0000-4000-8000-000000000000': Not found for account 'abcdef'",
  ),
  'inference-error': problem(404, 'Not Found', 'Inference error'),
  'wrong-path': { status: 404, text: '404 page not found\n' },
  retired: short(
    410,
    'Gone',
    "The model 'x' has reached its end of life on 2026-01-01 and is no longer available.",
  ),
  'too-large': html(413, 'Request Entity Too Large'),
  'field-refused': {
    status: 422,
    json: {
      detail: [
        {
          type: 'extra_forbidden',
          loc: ['body', 'x'],
          msg: 'Extra inputs are not permitted',
          input: 1,
        },
      ],
    },
  },
  rate: short(429, 'Too Many Requests'),
  'internal-empty': { status: 500, text: '' },
  'internal-connection': problem(500, 'Internal Server Error', 'Inference connection error'),
  'bad-gateway': html(502, 'Bad Gateway'),
  overloaded: short(
    503,
    'Service Unavailable',
    'ResourceExhausted: Worker local total request limit reached (77/32)',
  ),
  'gateway-timeout': html(504, 'Gateway Time-out'),
  'image-limit-413': html(413, 'Request Entity Too Large'),
  'image-limit-text': short(
    400,
    'Bad Request',
    'Images must be smaller than 180000 characters of base64. Use the assets API for larger ones.',
  ),
  'asset-expired': short(400, 'Bad Request', 'Asset has expired'),
  'asset-unknown': short(404, 'Not Found', 'Asset not found'),
} satisfies Record<string, Reply>;
