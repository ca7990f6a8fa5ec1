import { transferWords } from '@/app/transfer-words';
import { answerExport } from '@/lib/server/http/answer-export';
import { handle } from '@/lib/server/http/handle';

export const maxDuration = 300;

/** All conversations as a zip: `?format=markdown|html|json`. */
export const GET = handle((call) => answerExport(call, transferWords(call.request.headers)));
