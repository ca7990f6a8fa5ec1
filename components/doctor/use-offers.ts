'use client';

import { useCallback, useEffect, useState } from 'react';
import { fetchDoctorOffers } from '@/lib/client/api/doctor';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { DoctorOffer } from '@/lib/protocol/doctor';

export type Offers = {
  /** `null` until they are here. */
  readonly offers: readonly DoctorOffer[] | null;
  readonly error: AppError | null;
  readonly load: () => void;
};

/** The connections that can be examined. */
export function useOffers(): Offers {
  const [offers, setOffers] = useState<readonly DoctorOffer[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const load = useCallback(() => {
    setError(null);
    fetchDoctorOffers().then(setOffers, (cause: unknown) => setError(toAppError(cause)));
  }, []);
  useEffect(load, [load]);
  return { offers, error, load };
}
