import { doctorWords } from '@/app/doctor-words';
import { answerDoctor } from '@/lib/server/http/answer-doctor';
import { handle } from '@/lib/server/http/handle';

export const maxDuration = 300;

/**
 * Examines a connection; the body says whether the price is agreed to. Answers with JSON lines, in
 * the words of who asks.
 */
export const POST = handle((call) => answerDoctor(call, doctorWords(call.request.headers)));
