import { answerUsage } from '@/lib/server/http/answer-usage';
import { handle } from '@/lib/server/http/handle';

/** What answers have used, per day and model: `?days=…&timeZone=…&format=json|csv`. */
export const GET = handle(answerUsage);
