'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button';
import { shareStyleNonce } from './style-nonce';
import { useReturnFocus } from './use-return-focus';

type DialogProps = {
  isOpen: boolean;
  /** Heading and accessible name. */
  title: string;
  description?: string | undefined;
  /** Name of the button that closes. */
  closeLabel: string;
  onClose: () => void;
  children?: ReactNode;
};

/** A window over the page that keeps the focus until it is closed, and gives it back then. */
export function Dialog(props: DialogProps) {
  const { isOpen, title, description, closeLabel, onClose, children } = props;
  const returnFocus = useReturnFocus();
  shareStyleNonce();
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-50 bg-black/50" />
        <Primitive.Content
          {...returnFocus}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className="fixed start-1/2 top-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-card border border-border bg-background shadow-raised rtl:translate-x-1/2"
        >
          <Primitive.Title className="ps-5 pe-14 pt-4 pb-1 font-semibold text-lg [overflow-wrap:anywhere]">
            <bdi>{title}</bdi>
          </Primitive.Title>
          <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5">
            {description !== undefined && (
              <Primitive.Description className="text-sm text-text-muted [overflow-wrap:anywhere]">
                {description}
              </Primitive.Description>
            )}
            {children}
          </div>
          {/* Last in order, so that the focus goes to what the dialog is about. */}
          <IconButton
            icon={X}
            label={closeLabel}
            onClick={onClose}
            className="absolute end-2.5 top-2.5"
          />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
