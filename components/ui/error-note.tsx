'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button';

type ErrorNoteProps = {
  text: ReactNode;
  onDismiss: () => void;
  dismissLabel: string;
};

/** Says at once that something failed, until it is dismissed. */
export function ErrorNote({ text, onDismiss, dismissLabel }: ErrorNoteProps) {
  return (
    <div
      role="alert"
      className="my-2 flex items-start gap-2 rounded-control border border-danger-ink/40 bg-danger-soft py-1 ps-3 text-danger-ink text-sm"
    >
      <div className="min-w-0 flex-1 break-words py-1.5">{text}</div>
      <IconButton icon={X} label={dismissLabel} onClick={onDismiss} className="text-danger-ink" />
    </div>
  );
}
