'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { useShownPrompt } from '@/lib/client/context-panel/use-shown-prompt';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { AnswerSettings } from './answer/answer-settings';
import { ContextMeter } from './context-meter';
import { FormatChoice } from './format/format-choice';
import { ImageList } from './image-list';
import { LastAnswer } from './last-answer';
import { PanelState } from './panel-state';
import { RequestView } from './request-view';
import { StrategyChoice } from './strategy-choice';
import { ToolSection } from './tools/tool-section';

type ContextPanelProps = {
  subject: PanelSubject;
  /** Facts about the newest answer that has ended. */
  lastAnswer: ChunkMetadata | undefined;
  /** Whether it was opened just now, and not with the page: then the focus goes to it. */
  takesFocus: boolean;
  onClose: () => void;
  onOpenSettings: () => void;
};

/** What the next question is sent with: pictures, system prompt, price, and the request itself. */
export default function ContextPanel(props: ContextPanelProps) {
  const { subject, lastAnswer, takesFocus, onClose, onOpenSettings } = props;
  const t = useTranslations('contextPanel');
  const panel = useShownPrompt(subject);
  const { prompt } = panel;
  const { change } = subject.own;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is opened.
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, []);
  return (
    <div className="flex h-full flex-col bg-surface pt-[env(safe-area-inset-top)]">
      <div className="flex min-h-14 shrink-0 items-center justify-between gap-2 ps-4 pe-2.5">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 font-semibold outline-none">
          {t('title')}
        </h2>
        <IconButton icon={X} label={t('close')} onClick={onClose} />
      </div>
      <div
        aria-busy={panel.isLoading}
        className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-4 pb-[max(1.5rem,env(safe-area-inset-bottom))]"
      >
        <PanelState panel={panel} subject={subject} />
        {prompt && (
          <>
            <ContextMeter prompt={prompt} />
            <ImageList images={prompt.images} imageLimit={prompt.imageLimit} onChange={change} />
            <AnswerSettings
              subject={subject}
              prompt={prompt}
              lastAnswer={lastAnswer}
              onOpenSettings={onOpenSettings}
            />
            <FormatChoice subject={subject} />
            <ToolSection subject={subject} repairs={lastAnswer?.call?.repairs ?? []} />
            <StrategyChoice prompt={prompt} onChange={change} />
            <LastAnswer metadata={lastAnswer} />
            <RequestView subject={subject} prompt={prompt} />
          </>
        )}
      </div>
    </div>
  );
}
