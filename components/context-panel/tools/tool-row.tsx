'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { type ListedTool, saveToolRule } from '@/lib/client/api/tools';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ToolRule } from '@/lib/domain/tool/tool-choice';
import { RuleSelect } from './rule-select';
import { ToolButtons } from './tool-buttons';

type ToolRowProps = {
  tool: ListedTool;
  conversationId: ConversationId | null;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  /** What holds for it is stored. */
  onChanged: () => void;
};

/** A choice that shows at once and is stored behind; it is taken back where that fails. */
function useRule({ tool, conversationId, onChanged }: ToolRowProps) {
  // What was chosen of the tool as it is shown; once it is read anew, that counts.
  const [chosen, setChosen] = useState<{ tool: ListedTool; rule: ToolRule } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const choose = async (rule: ToolRule) => {
    setChosen({ tool, rule });
    setError(null);
    try {
      await saveToolRule({ key: tool.key, conversationId, rule });
      onChanged();
    } catch (cause) {
      // What held before is shown again, with the reason.
      setChosen(null);
      setError(toAppError(cause));
    }
  };
  return { rule: chosen?.tool === tool ? chosen.rule : tool.rule, error, choose };
}

/** A tool: whether the model may call it in this conversation, and whether a person is asked first. */
export function ToolRow(props: ToolRowProps) {
  const { tool, conversationId, isOn, onSwitch, onChanged } = props;
  const t = useTranslations('tools');
  const { rule, error, choose } = useRule(props);
  return (
    <li className="py-1.5">
      <div className="flex items-start gap-1">
        <label className="flex min-w-0 flex-1 items-start gap-2.5 text-sm">
          <input
            type="checkbox"
            checked={isOn}
            onChange={({ target }) => onSwitch(target.checked)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <bdi className="break-all font-mono text-[0.8125rem]">{tool.name}</bdi>
            <span
              dir="auto"
              className="line-clamp-2 text-text-muted text-xs [overflow-wrap:anywhere]"
            >
              {tool.description}
            </span>
          </span>
        </label>
        <ToolButtons tool={tool} onChanged={onChanged} />
      </div>
      {isOn && (
        <div className="ms-6.5 mt-1">
          {tool.isByHand ? (
            <p className="text-text-muted text-xs">{t('byHandHint')}</p>
          ) : (
            <RuleSelect
              name={tool.name}
              rule={rule}
              isStored={conversationId !== null}
              onChoose={(next) => void choose(next)}
            />
          )}
          {error && <FailureAlert error={error} />}
        </div>
      )}
    </li>
  );
}
