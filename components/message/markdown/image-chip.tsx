'use client';

import { ImageOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { readSafeLink } from '@/lib/client/markdown/safe-link';

/**
 * Stands for a picture that the answer names. Nothing is loaded: the address could carry what was
 * said to its host. A click shows the whole address; only a second one opens it.
 */
export function ImageChip({ address, description }: { address: string; description: string }) {
  const t = useTranslations('markdown');
  const [isOpen, setIsOpen] = useState(false);
  const link = readSafeLink(address);
  const host = link && link.host !== '' ? link.host : null;
  const name = description || t('picture');
  const chip =
    'inline-flex max-w-full items-center gap-1.5 rounded-control border border-border bg-surface px-2 py-0.5 text-sm text-text-muted';
  if (!link || !host) {
    return (
      <span className={chip}>
        <ImageOff aria-hidden size={14} className="shrink-0" />
        {t('pictureWithoutAddress', { description: name })}
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className={`${chip} text-start hover:border-border-strong hover:text-text`}
      >
        <ImageOff aria-hidden size={14} className="shrink-0" />
        <span className="min-w-0 break-words">{t('pictureFrom', { description: name, host })}</span>
      </button>
      {isOpen && (
        <span className="mt-1 block rounded-control border border-border p-2 text-sm">
          <bdi dir="ltr" className="block break-all font-mono text-xs">
            {link.href}
          </bdi>
          <a
            href={link.href}
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent-ink underline underline-offset-2"
          >
            {t('openInNewTab')}
          </a>
        </span>
      )}
    </>
  );
}
