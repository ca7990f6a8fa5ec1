import 'client-only';
import { useState } from 'react';
import { useClock } from './use-clock';

/** Whole seconds since a value changed last, or since it was shown. */
export function useSecondsSince(value: unknown): number {
  const now = useClock();
  const [last, setLast] = useState({ value, at: now });
  if (last.value !== value) setLast({ value, at: Date.now() });
  return Math.max(0, Math.floor((now - last.at) / 1000));
}
