'use client';

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useLatest } from '@/lib/client/layout/use-latest';
import type { BlockSource } from './parse-protocol';
import type { Parsed } from './parse-queue';
import { ParsedText, ParsedTree } from './parsed-text';
import { PlainText } from './plain-text';
import { keyOf, parsedBefore, requestParse } from './request-parse';

type Result = { readonly source: string; readonly parsed: Parsed };

/** What the worker makes of a block; of a growing one the newest that is known. One request at a time. */
function useParsed(block: BlockSource): Result | null {
  const key = keyOf(block);
  const latest = useLatest({ key, block });
  const isAsking = useRef(false);
  const isMounted = useRef(false);
  const [newest, setNewest] = useState<Result | null>(null);
  // A block that took too long takes longer when it has grown.
  const isGivenUp = newest?.parsed === 'over' && block.source.startsWith(newest.source);
  const before = parsedBefore(key);

  const ask = useCallback(async () => {
    if (isAsking.current) return;
    isAsking.current = true;
    let asked: string;
    let parsed: Parsed;
    do {
      const { source } = latest.current.block;
      asked = latest.current.key;
      parsed = await requestParse(latest.current.block);
      if (isMounted.current) setNewest({ source, parsed });
    } while (isMounted.current && parsed !== 'over' && asked !== latest.current.key);
    isAsking.current = false;
  }, [latest]);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  useEffect(() => {
    const known = parsedBefore(key);
    // Kept here as well: what is known of many blocks is forgotten one day.
    if (known) setNewest({ source: latest.current.block.source, parsed: known });
    else if (!isGivenUp) void ask();
  }, [key, isGivenUp, ask, latest]);
  return before ? { source: block.source, parsed: before } : newest;
}

type HeavyTextProps = {
  block: BlockSource;
  /** Shown until the first result. */
  children: ReactNode;
};

/** A block that may take long to parse: a worker does it, and has a time limit. */
export function HeavyText({ block, children }: HeavyTextProps) {
  const result = useParsed(block);
  if (!result) return children;
  if (result.parsed === 'over') return <PlainText source={block.source} />;
  // The network is gone, or the browser has no workers; what is too costly never comes this far.
  if (result.parsed === 'unavailable') return <ParsedText {...block} />;
  return <ParsedTree tree={result.parsed} />;
}
