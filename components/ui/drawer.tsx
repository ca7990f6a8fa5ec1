'use client';

import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';

type DrawerProps = {
  isOpen: boolean;
  /** Accessible name. */
  title: string;
  onClose: () => void;
  children: ReactNode;
};

/** A panel that comes in from the start side, over the page. */
export function Drawer({ isOpen, title, onClose, children }: DrawerProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 start-0 z-50 w-[min(20rem,86vw)] border-border border-e bg-surface shadow-raised"
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
