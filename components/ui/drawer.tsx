'use client';

import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { shareStyleNonce } from './style-nonce';
import { useReturnFocus } from './use-return-focus';

type DrawerProps = {
  /** Accessible name. */
  title: string;
  onClose: () => void;
  children: ReactNode;
};

/** Escape clears a search first. */
const isFilledSearch = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && target.type === 'search' && target.value !== '';

/** A panel over the page at its start side; shown while it is mounted. */
export function Drawer({ title, onClose, children }: DrawerProps) {
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
          className="fixed inset-y-0 start-0 z-50 w-[min(20rem,86vw)] border-border border-e bg-surface shadow-raised"
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
