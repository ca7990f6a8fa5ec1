'use client';

import { useTranslations } from 'next-intl';
import { TOOL_RULES, type ToolRule } from '@/lib/domain/tool/tool-choice';

const LABELS = {
  ask: 'ruleAsk',
  conversation: 'ruleConversation',
  always: 'ruleAlways',
} as const;

type RuleSelectProps = {
  /** Of the tool. */
  name: string;
  rule: ToolRule;
  /** Whether there is a conversation that a rule can hold in. */
  isStored: boolean;
  onChoose: (rule: ToolRule) => void;
};

/** Whether calls of a tool ask the person first. */
export function RuleSelect({ name, rule, isStored, onChoose }: RuleSelectProps) {
  const t = useTranslations('tools');
  return (
    <select
      aria-label={t('rule', { name })}
      value={rule}
      onChange={({ target }) => {
        const chosen = TOOL_RULES.find((each) => each === target.value);
        if (chosen) onChoose(chosen);
      }}
      className="min-h-8 w-full rounded-control border border-border-strong bg-background px-2 text-xs pointer-coarse:min-h-11 pointer-coarse:text-base"
    >
      {TOOL_RULES.map((each) => (
        <option key={each} value={each} disabled={each === 'conversation' && !isStored}>
          {t(LABELS[each])}
        </option>
      ))}
    </select>
  );
}
