import { Fragment, memo } from 'react';
import { cutIntoPieces } from '@/lib/domain/markdown/cut-into-pieces';
import { revealControls } from '@/lib/domain/markdown/reveal-controls';
import type { CodeToken } from './highlight-protocol';

/** Code as text nodes, coloured by class where tokens are known; invisible control characters are named. */
export function CodeText({ code, tokens }: { code: string; tokens?: readonly CodeToken[] | null }) {
  if (!tokens)
    return code.length > LONG_CHARACTERS ? <LongCode code={code} /> : <Revealed text={code} />;
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

/** Above this, in UTF-16 code units, code without colours is laid out in pieces. */
const LONG_CHARACTERS = 16_000;

/** In pieces, so that of code that grows to megabytes only the last piece is laid out anew. */
function LongCode({ code }: { code: string }) {
  const pieces = cutIntoPieces(code);
  return pieces.map(({ start }, index) => (
    <CodePiece key={start} text={code.slice(start, pieces[index + 1]?.start)} />
  ));
}

const CodePiece = memo(function CodePiece({ text }: { text: string }) {
  return (
    <span className="block">
      <Revealed text={text} />
    </span>
  );
});

function Revealed({ text }: { text: string }) {
  let offset = 0;
  return revealControls(text).map((stretch) => {
    const key = offset;
    offset += stretch.text.length;
    if (stretch.type === 'text') return <Fragment key={key}>{stretch.text}</Fragment>;
    return (
      <span key={key} className="rounded-sm bg-danger-soft px-0.5 text-[0.8em] text-danger-ink">
        {stretch.names.join(' ')}
      </span>
    );
  });
}
