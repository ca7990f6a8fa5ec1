'use client';

import { clsx } from 'clsx';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { shareStyleNonce } from './style-nonce';
import { useReturnFocus } from './use-return-focus';

type DrawerProps = {
  /** Accessible name. */
  title: string;
  /** Side of the page it comes from. */
  side?: 'start' | 'end';
  onClose: () => void;
  children: ReactNode;
};

const SIDES = {
  start: 'start-0 w-[min(20rem,86vw)] border-e',
  end: 'end-0 w-[min(24rem,94vw)] border-s',
} as const;

/** Escape clears a search first. */
const isFilledSearch = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && target.type === 'search' && target.value !== '';

/** A panel over the page at one side of it; shown while it is mounted. */
export function Drawer({ title, side = 'start', onClose, children }: DrawerProps) {
  shareStyleNonce();
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Content
          aria-describedby={undefined}
          {...returnFocus}
          onEscapeKeyDown={(event) => {
            if (isFilledSearch(event.target)) event.preventDefault();
          }}
          className={clsx(
            'fixed inset-y-0 z-50 border-border bg-surface shadow-raised',
            SIDES[side],
          )}
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
