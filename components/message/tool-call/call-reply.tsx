'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { useReplyText } from '@/lib/client/tools/use-reply-text';

type CallReplyProps = {
  /** The same wherever this call is shown again: what is written is kept by it. */
  name: string;
  onReply: (text: string) => void;
  onDeny: () => void;
};

/** The person plays the tool: what they write is its result. */
export function CallReply({ name, onReply, onDeny }: CallReplyProps) {
  const t = useTranslations('tools');
  const id = useId();
  const [text, setText] = useReplyText(name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onReply(text);
      }}
      className="flex flex-col gap-2"
    >
      <label htmlFor={id}>{t('resultField')}</label>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="min-h-20 w-full resize-y rounded-control border border-border-strong bg-background px-3 py-2 font-mono text-[0.8125rem]"
      />
      <div className="flex flex-wrap gap-2 [&>button]:pointer-coarse:min-h-11">
        <Button type="submit" variant="primary" disabled={text.trim() === ''}>
          {t('giveResult')}
        </Button>
        <Button variant="danger" onClick={onDeny}>
          {t('decline')}
        </Button>
      </div>
    </form>
  );
}
