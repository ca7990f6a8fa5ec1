import 'client-only';
import { parsePartialJson } from 'ai';
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

async function readPartial(text: string): Promise<JsonValue | undefined> {
  const { value } = await parsePartialJson(partialJsonTextOf(text));
  // The other way round it is JSON for the compiler too, and that is faster than checking it by schema.
  return value === undefined ? undefined : readJson(JSON.stringify(value));
}

/** What a growing text holds so far, looked at a few times a second. */
function usePartialValue(text: string, isActive: boolean): JsonValue | undefined {
  const [value, setValue] = useState<JsonValue>();
  const latest = useLatest(text);
  useEffect(() => {
    if (!isActive) return;
    let isMounted = true;
    let timer: ReturnType<typeof setTimeout>;
    let seen = '';
    const look = async () => {
      const startedAt = performance.now();
      if (latest.current !== seen) {
        seen = latest.current;
        const next = await readPartial(seen);
        if (isMounted && next !== undefined) setValue(next);
      }
      const cost = performance.now() - startedAt;
      if (isMounted) timer = setTimeout(() => void look(), Math.max(LOOK_MS, cost / SHARE));
    };
    void look();
    return () => {
      isMounted = false;
      clearTimeout(timer);
    };
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
