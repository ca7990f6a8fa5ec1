'use client';

import { clsx } from 'clsx';
import { GitFork, Pencil, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import { isOnlyThought } from '@/lib/domain/generation/is-only-thought';
import { type ChatMessage, textOfUiMessage } from '@/lib/protocol/ui-message';
import { CodeButton } from './code/code-button';

function CopyMessage({ text }: { text: string }) {
  const t = useTranslations('message');
  const labels = { label: t('copy'), copiedLabel: t('copied'), failedLabel: t('copyFailed') };
  return <CopyButton text={text} {...labels} />;
}

type ForkButtonProps = { isDisabled: boolean; onFork: (() => void) | null };

function ForkButton({ isDisabled, onFork }: ForkButtonProps) {
  const t = useTranslations('message');
  if (!onFork) return null;
  return <IconButton icon={GitFork} label={t('fork')} disabled={isDisabled} onClick={onFork} />;
}

/** What can be done with a question. */
export function QuestionActions({
  text,
  isDisabled,
  onEdit,
  onFork,
  versions,
}: {
  text: string;
  isDisabled: boolean;
  onEdit: () => void;
  /** `null` where the message cannot be forked. */
  onFork: (() => void) | null;
  versions: ReactNode;
}) {
  const t = useTranslations('message');
  return (
    <div className="mt-1 flex items-center">
      {versions}
      {text && <CopyMessage text={text} />}
      <IconButton icon={Pencil} label={t('edit')} disabled={isDisabled} onClick={onEdit} />
      <ForkButton isDisabled={isDisabled} onFork={onFork} />
    </div>
  );
}

type AnswerActionsProps = {
  message: ChatMessage;
  isDisabled: boolean;
  onRegenerate: () => void;
  onContinue: () => void;
  /** `null` where the message cannot be forked. */
  onFork: (() => void) | null;
  versions: ReactNode;
};

/** What can be done with an answer: the next step first when it did not end well. */
export function AnswerActions({
  message,
  isDisabled,
  onRegenerate,
  onContinue,
  onFork,
  versions,
}: AnswerActionsProps) {
  const text = textOfUiMessage(message);
  const { status, finishReason, conversationId } = message.metadata ?? {};
  const t = useTranslations('message');
  const hasFailed = status === 'failed' || status === 'refused' || status === 'cut';
  const isUnfinished = status === 'cut' || status === 'stopped' || finishReason === 'length';
  // There is something to go on with: words, or thoughts.
  const hasBegun = text.trim() !== '' || isOnlyThought(message.parts);
  const canContinue = isUnfinished && hasBegun;
  const hasButton = hasFailed || canContinue;
  return (
    <div className={clsx('flex flex-wrap items-center gap-1', !hasButton && '-ms-2')}>
      {hasFailed && (
        <Button variant="danger" disabled={isDisabled} onClick={onRegenerate}>
          {t('tryAgain')}
        </Button>
      )}
      {canContinue && (
        <Button disabled={isDisabled} onClick={onContinue}>
          {t('continue')}
        </Button>
      )}
      {text && <CopyMessage text={text} />}
      {!hasFailed && (
        <IconButton
          icon={RefreshCw}
          label={t('regenerate')}
          disabled={isDisabled}
          onClick={onRegenerate}
        />
      )}
      <ForkButton isDisabled={isDisabled} onFork={onFork} />
      {conversationId && <CodeButton conversationId={conversationId} answerId={message.id} />}
      {versions}
    </div>
  );
}
