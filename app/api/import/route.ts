import { transferWords } from '@/app/transfer-words';
import { answerImport } from '@/lib/server/http/answer-import';
import { handle } from '@/lib/server/http/handle';

export const maxDuration = 300;

/**
 * Imports a file (the body), or with `?dryRun=1` says what that would do. Answers with JSON lines:
 * progress, then the report.
 */
export const POST = handle((call) => answerImport(call, transferWords(call.request.headers)));
