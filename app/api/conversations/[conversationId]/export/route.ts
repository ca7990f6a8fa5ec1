import { transferWords } from '@/app/transfer-words';
import { conversationIdSchema } from '@/lib/protocol/ids';
import { answerExport } from '@/lib/server/http/answer-export';
import { handle } from '@/lib/server/http/handle';
import { parseParameter } from '@/lib/server/http/parse-body';

/** One conversation as a file: `?format=markdown|html|json`. */
export const GET = handle((call) => {
  const id = parseParameter(call.parameters.conversationId, conversationIdSchema);
  return answerExport(call, transferWords(call.request.headers), id);
});
