import 'client-only';
import { jsonrepair } from 'jsonrepair';
import { useEffect, useMemo, useState } from 'react';
import type { JsonValue } from '@/lib/domain/prompt/prompt';
import { jsonTextOf, partialJsonTextOf, readJson } from '@/lib/domain/structured/read-json';
import { useLatest } from '../layout/use-latest';

/** Longest text that is read while it grows, in characters: each look reads all of it. */
const MAX_GROWING = 200_000;
/** Longest text that is read at all. */
const MAX_WHOLE = 2_000_000;
/** Between two looks at a text that grows; longer where one takes long. */
const LOOK_MS = 150;
/** At most that part of the time is spent on looking. */
const SHARE = 0.1;

/**
 * What a text holds that may end anywhere: what is open in it is closed. Not by the reader of `ai`: asking for that
 * one here brings 18 KB of it more into the first load.
 */
function readPartial(text: string): JsonValue | undefined {
  const begun = partialJsonTextOf(text).trimStart();
  if (!begun.startsWith('{') && !begun.startsWith('[')) return undefined;
  try {
    return readJson(jsonrepair(begun));
  } catch {
    // Not to be read yet, or no JSON at all: the next look or the verdict tells.
    return undefined;
  }
}

/** What a growing text holds so far, looked at a few times a second. */
function usePartialValue(text: string, isActive: boolean): JsonValue | undefined {
  const [value, setValue] = useState<JsonValue>();
  const latest = useLatest(text);
  useEffect(() => {
    if (!isActive) return;
    let timer: ReturnType<typeof setTimeout>;
    let seen = '';
    const look = () => {
      const startedAt = performance.now();
      if (latest.current !== seen) {
        seen = latest.current;
        const next = readPartial(seen);
        if (next !== undefined) setValue(next);
      }
      const cost = performance.now() - startedAt;
      timer = setTimeout(look, Math.max(LOOK_MS, cost / SHARE));
    };
    look();
    return () => clearTimeout(timer);
  }, [isActive, latest]);
  return value;
}

/** The value of an answer's text; while that grows, as far as it got. `undefined` where there is none. */
export function useJsonValue(text: string, isStreaming: boolean): JsonValue | undefined {
  const isLooked = isStreaming && text.length <= MAX_GROWING;
  const partial = usePartialValue(text, isLooked);
  const whole = useMemo(
    () => (isStreaming || text.length > MAX_WHOLE ? undefined : readJson(jsonTextOf(text))),
    [text, isStreaming],
  );
  return isStreaming ? (isLooked ? partial : undefined) : whole;
}
