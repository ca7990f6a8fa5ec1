import type { DoctorOffers } from '@/lib/protocol/doctor';
import { handle } from '@/lib/server/http/handle';

/** Lists the connections that can be examined, with what that costs at most. */
export const GET = handle(async ({ context }) =>
  Response.json({ offers: [...(await context.doctor.offers())] } satisfies DoctorOffers),
);
