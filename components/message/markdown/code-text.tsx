import { Fragment } from 'react';
import { revealControls } from '@/lib/domain/markdown/reveal-controls';
import type { CodeToken } from './highlight-protocol';

/** Code as text nodes, coloured by class where tokens are known; invisible control characters are named. */
export function CodeText({ code, tokens }: { code: string; tokens?: readonly CodeToken[] | null }) {
  if (!tokens) return <Revealed text={code} />;
  let offset = 0;
  return tokens.map(([text, className]) => {
    const key = offset;
    offset += text.length;
    return className ? (
      <span key={key} className={className}>
        <Revealed text={text} />
      </span>
    ) : (
      <Revealed key={key} text={text} />
    );
  });
}

function Revealed({ text }: { text: string }) {
  let offset = 0;
  return revealControls(text).map((stretch) => {
    const key = offset;
    if (stretch.type === 'text') {
      offset += stretch.text.length;
      return <Fragment key={key}>{stretch.text}</Fragment>;
    }
    offset += 1;
    return (
      <span key={key} className="rounded-sm bg-danger-soft px-0.5 text-[0.8em] text-danger-ink">
        {stretch.name}
      </span>
    );
  });
}
