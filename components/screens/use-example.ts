'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useLatest } from '@/lib/client/layout/use-latest';
import { partState } from '@/lib/client/version/part-state';
import type { Example } from './examples';
import type { ExampleTarget } from './fill-with-example';
import type { Submit } from './use-submit';

type Parts = ExampleTarget & { readonly submit: Submit };

/** Puts a chosen example into the draft and asks it where it is to be; one at a time, and not for those who left. */
export function useExample(parts: Parts): (example: Example) => void {
  const t = useTranslations('chat');
  const latest = useLatest(parts);
  const isBusy = useRef(false);
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const take = async (example: Example) => {
    const { draft, change } = parts;
    // Loaded when it is first wanted; a file that is not there any more is told of as other parts are.
    const loaded = await import('./take-example').catch(() => void partState.note());
    const isToBeSent = await loaded?.takeExample({ draft, change }, example, t(example.prompt));
    const { submit, draft: current } = latest.current;
    if (isToBeSent && isHere.current && current === draft) await submit(draft);
  };
  return (example) => {
    if (isBusy.current) return;
    isBusy.current = true;
    void take(example).finally(() => {
      isBusy.current = false;
    });
  };
}
