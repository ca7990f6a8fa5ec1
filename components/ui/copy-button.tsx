'use client';

import { clsx } from 'clsx';
import { Check, Copy, X } from 'lucide-react';
import { useEffect, useState } from 'react';

type CopyButtonProps = {
  /** Accessible name; stays the same whatever happens. */
  label: string;
  /** Said aloud, and shown as a hint, after a copy and after a refusal by the browser. */
  copiedLabel: string;
  failedLabel: string;
  /** The text, or how to get it: asked for only when the button is pressed. */
  text: string | (() => string);
  /** Words beside the icon; without them it is an icon button. */
  caption?: string;
  className?: string;
};

type Outcome = 'copied' | 'failed';

const OUTCOME_MILLISECONDS = 2000;
const ICONS = { copied: Check, failed: X, none: Copy } as const;

/** Copies a text to the clipboard and says whether that worked. */
export function CopyButton(props: CopyButtonProps) {
  const { label, copiedLabel, failedLabel, text, caption, className } = props;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), OUTCOME_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    const isCopied = await writeToClipboard(typeof text === 'string' ? text : text());
    setOutcome(isCopied ? 'copied' : 'failed');
  };
  const Icon = ICONS[outcome ?? 'none'];
  const said = outcome === 'copied' ? copiedLabel : outcome === 'failed' ? failedLabel : '';

  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={said || label}
        onClick={copy}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control text-text-muted transition-colors hover:text-text',
          caption ? 'px-2 py-1 text-xs' : 'size-9 hover:bg-surface pointer-coarse:size-11',
          className,
        )}
      >
        <Icon aria-hidden size={caption ? 14 : 18} />
        {caption}
      </button>
      {said && (
        <span role="status" className="sr-only">
          {said}
        </span>
      )}
    </>
  );
}

/** @returns Whether the text is on the clipboard. Works on plain http too, where there is no clipboard API. */
async function writeToClipboard(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => copyBySelection(text),
    );
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const active = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'sr-only';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (active instanceof HTMLElement) active.focus();
  return isCopied;
}
