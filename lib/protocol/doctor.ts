import * as z from 'zod/mini';
import { OUTCOMES } from '@/lib/domain/doctor/finding';

const offerSchema = z.object({
  id: z.string(),
  label: z.string(),
  address: z.string(),
  /** Whether somebody may be billed, so that the price is to be agreed to. */
  isMetered: z.boolean(),
  /** Chat requests of a run, at most. */
  requests: z.int(),
  /** Their tokens, questions and answers together, at most. */
  tokens: z.int(),
});
export type DoctorOffer = z.infer<typeof offerSchema>;

/** `GET /api/doctor`: connections that can be examined, and what that costs. */
export const doctorOffersSchema = z.object({ offers: z.array(offerSchema) });
export type DoctorOffers = z.infer<typeof doctorOffersSchema>;

/** Body of `POST /api/doctor/{connectionId}`. */
export const doctorRequestSchema = z.object({
  /** That the price is agreed to, where the connection is metered. */
  isConfirmed: z.boolean(),
});

/** One finding in the words of who asks: the catalogue of all findings stays on the server. */
const shownFindingSchema = z.object({
  probe: z.string(),
  code: z.string(),
  outcome: z.enum(OUTCOMES),
  title: z.string(),
  text: z.string(),
  fixes: z.array(
    z.object({
      text: z.string(),
      /** To be copied as it stands: flags, a variable, a line of a proxy's configuration. */
      setting: z.optional(z.string()),
    }),
  ),
});
export type ShownFinding = z.infer<typeof shownFindingSchema>;

/** A line of the answer (JSON lines); a run that is not broken off ends in a `report`. */
export const doctorEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), title: z.string() }),
  z.object({ type: z.literal('finding'), finding: shownFindingSchema }),
  z.object({
    type: z.literal('report'),
    /** Chat requests sent, and the tokens that the server counted. */
    requests: z.int(),
    tokens: z.int(),
    /** Whether what was found is kept for the chats to come. */
    isKept: z.boolean(),
  }),
  z.object({ type: z.literal('error'), code: z.string(), requestId: z.string() }),
]);
export type DoctorEvent = z.infer<typeof doctorEventSchema>;
