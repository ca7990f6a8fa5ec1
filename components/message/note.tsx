import type { ReactNode } from 'react';

/** Something a person should know about an answer, under it. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p className="mt-2 rounded-control bg-warning-soft px-3 py-2 text-sm text-warning-ink">
      {children}
    </p>
  );
}
