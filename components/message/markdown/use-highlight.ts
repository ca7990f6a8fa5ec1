'use client';

import { useEffect, useState } from 'react';
import type { CodeToken } from './highlight-protocol';
import { requestHighlight } from './request-highlight';

type Highlighted = { readonly code: string; readonly tokens: readonly CodeToken[] | null };

/** The colours of finished code; `null` until they are known, and where there are none. */
export function useHighlight(code: string, language: string | null, isWriting: boolean) {
  const [highlighted, setHighlighted] = useState<Highlighted | null>(null);
  useEffect(() => {
    if (!language || isWriting) return;
    let isCurrent = true;
    requestHighlight(code, language).then((tokens) => {
      if (isCurrent) setHighlighted({ code, tokens });
    });
    return () => {
      isCurrent = false;
    };
  }, [code, language, isWriting]);
  return highlighted?.code === code ? highlighted.tokens : null;
}
