'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { requestJump } from '@/lib/client/chat/jump-store';
import { addressOf } from '@/lib/client/chat/message-address';
import type { SearchResultHit } from '@/lib/protocol/search';

type Marked = SearchResultHit['snippet'];

/** A text with what was found in it. */
function MarkedWords({ text, marks }: Marked) {
  const pieces = marks.flatMap(([from, to], index) => [
    { at: marks[index - 1]?.[1] ?? 0, text: text.slice(marks[index - 1]?.[1] ?? 0, from) },
    { at: from, text: text.slice(from, to), isMarked: true },
  ]);
  const end = marks.at(-1)?.[1] ?? 0;
  return (
    <>
      {pieces.map(({ at, text: words, isMarked }) =>
        isMarked ? (
          <mark key={`mark-${at}`} className="rounded-sm bg-accent-soft text-accent-ink">
            {words}
          </mark>
        ) : (
          <span key={at}>{words}</span>
        ),
      )}
      {text.slice(end)}
    </>
  );
}

const KINDS = { title: 'hitTitle', question: 'hitQuestion', answer: 'hitAnswer' } as const;

type SearchHitProps = { hit: SearchResultHit; day: string; onOpen: () => void };

/** One result: opens its conversation, at the message that was found. */
export function SearchHit({ hit, day, onOpen }: SearchHitProps) {
  const t = useTranslations('sidebar');
  const { conversationId, messageId, kind, title, snippet } = hit;
  const open = () => {
    if (messageId) requestJump({ conversationId, messageId });
    onOpen();
  };
  return (
    <li>
      <Link
        href={addressOf(conversationId, messageId)}
        prefetch={false}
        onClick={open}
        className="block rounded-control px-2 py-2 text-sm hover:bg-raised"
      >
        <span dir="auto" className="block truncate font-medium">
          {title.text ? <MarkedWords {...title} /> : t('untitled')}
        </span>
        {messageId && (
          <span dir="auto" className="mt-0.5 line-clamp-3 block break-words text-text-muted">
            <MarkedWords {...snippet} />
          </span>
        )}
        <span className="mt-0.5 block text-text-faint text-xs">
          {t(KINDS[kind])} · {day}
        </span>
      </Link>
    </li>
  );
}
