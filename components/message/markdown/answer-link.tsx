import type { ReactNode } from 'react';
import { readSafeLink, showsHost } from '@/lib/client/markdown/safe-link';

type AnswerLinkProps = { address: string; text: string; children?: ReactNode };

/** A link in an answer: says where it goes, opens in a new tab. An address that is not safe stays text. */
export function AnswerLink({ address, text, children }: AnswerLinkProps) {
  const link = readSafeLink(address);
  if (!link) return <span>{children}</span>;
  return (
    <>
      <a
        href={link.href}
        title={link.href}
        target="_blank"
        rel="noopener noreferrer"
        className="break-words text-accent-ink underline decoration-1 underline-offset-2 hover:decoration-2"
      >
        {children}
      </a>
      {!showsHost(text, link) && (
        <bdi className="text-text-muted text-xs [overflow-wrap:anywhere]"> ({link.host})</bdi>
      )}
    </>
  );
}
