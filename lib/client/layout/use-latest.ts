import 'client-only';
import { type RefObject, useLayoutEffect, useRef } from 'react';

/** The value of the last rendering, for functions that stay the same from one to the next. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
