'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { DoctorOffer } from '@/lib/protocol/doctor';
import { FindingsList } from './findings-list';
import { useExamination } from './use-examination';

type DoctorFormProps = {
  offers: readonly [DoctorOffer, ...DoctorOffer[]];
  /** Chosen at first, where it is one of them. */
  preferredId: string | undefined;
};

/** Chooses a connection, says what looking at it costs, and shows what is found. */
export function DoctorForm({ offers, preferredId }: DoctorFormProps) {
  const t = useTranslations('doctor');
  const { state, start, stop, clear } = useExamination();
  const [chosenId, setChosenId] = useState(preferredId);
  const offer = offers.find(({ id }) => id === chosenId) ?? offers[0];
  const { isMetered, requests, tokens, label } = offer;
  const price = { requests, tokens, connection: label };
  const first = isMetered ? t('startMetered') : t('start');
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col items-start gap-3">
        <label className="flex w-full flex-col gap-1 font-medium text-sm">
          {t('connection')}
          <select
            value={offer.id}
            disabled={state.step === 'running'}
            onChange={(event) => {
              clear();
              setChosenId(event.target.value);
            }}
            className="min-h-11 w-full truncate rounded-control border border-border-strong bg-raised px-3 font-normal text-base"
          >
            {offers.map(({ id, label: name, address }) => (
              <option key={id} value={id}>
                {`${name} · ${address}`}
              </option>
            ))}
          </select>
        </label>
        <p className="text-sm text-text-muted">
          {t(isMetered ? 'priceMetered' : 'priceOwn', price)}
        </p>
        {state.step === 'running' ? (
          <Button onClick={stop} className="min-h-11">
            {t('stop')}
          </Button>
        ) : (
          <Button variant="primary" onClick={() => start(offer.id)} className="min-h-11">
            {state.step === 'idle' || isMetered ? first : t('again')}
          </Button>
        )}
      </div>
      <FindingsList state={state} />
    </div>
  );
}
