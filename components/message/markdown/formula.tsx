'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { pace } from '@/lib/client/markdown/pace';
import { isCostlyFormula } from '@/lib/domain/markdown/is-costly-formula';

type Typeset = typeof import('./typeset')['typeset'];

let typeset: Typeset | null = null;

/** Loads the typesetter once; until then, and where that fails, formulas are shown as written. */
function useTypeset(): Typeset | null {
  const [loaded, setLoaded] = useState(() => typeset);
  useEffect(() => {
    if (loaded) return;
    let isMounted = true;
    import('./typeset').then(
      (module) => {
        typeset = module.typeset;
        if (isMounted) setLoaded(() => module.typeset);
      },
      () => {}, // The network is gone: the TeX stays readable.
    );
    return () => {
      isMounted = false;
    };
  }, [loaded]);
  return loaded;
}

/** A formula, typeset when the typesetter is there; TeX that it refuses is shown as it was written. */
export function Formula({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const t = useTranslations('markdown');
  const loaded = useTypeset();
  const target = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState<string | null>(null);
  useLayoutEffect(() => {
    const element = target.current;
    if (!loaded || !element || isCostlyFormula(tex)) return;
    return pace(() => setShown(loaded(tex, element, isDisplay) ? tex : null));
  }, [loaded, tex, isDisplay]);
  const isTypeset = shown === tex;
  const canOverflow = isDisplay && isTypeset && tex.length > 30;

  return (
    <span
      dir="ltr"
      data-tex={tex}
      className={clsx(isDisplay && 'block overflow-x-auto overflow-y-hidden py-1 text-center')}
      {...(canOverflow ? { tabIndex: 0, role: 'group', 'aria-label': t('formula') } : {})}
    >
      <span ref={target} hidden={!isTypeset} />
      {!isTypeset && <code className="whitespace-pre-wrap font-mono text-[0.9em]">{tex}</code>}
    </span>
  );
}
