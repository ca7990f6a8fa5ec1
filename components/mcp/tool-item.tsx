'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SwitchField } from '@/components/ui/switch-field';
import type { McpTool } from '@/lib/protocol/mcp';
import { DefinitionView } from './definition-view';

/** Switches a tool on as it is shown, or off. */
export type ToolDecision = (tool: McpTool, isOn: boolean) => Promise<void>;

type ToolItemProps = { tool: McpTool; onDecide: ToolDecision };

/** What a tool was when it was switched on, and what it is now. */
function ToolChange({ tool, onDecide }: ToolItemProps) {
  const t = useTranslations('mcp');
  const isOpen =
    JSON.stringify(tool.agreed?.parameters) !== JSON.stringify(tool.definition.parameters);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-warning-ink">{t('changed')}</p>
      {tool.agreed && (
        <section className="flex flex-col gap-1">
          <h5 className="font-medium text-xs">{t('before')}</h5>
          <DefinitionView definition={tool.agreed} isOpen={isOpen} />
        </section>
      )}
      <section className="flex flex-col gap-1">
        <h5 className="font-medium text-xs">{t('now')}</h5>
        <DefinitionView definition={tool.definition} isOpen={isOpen} />
      </section>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void onDecide(tool, true)}>{t('agree')}</Button>
        <Button variant="quiet" onClick={() => void onDecide(tool, false)}>
          {t('leaveOff')}
        </Button>
      </div>
    </div>
  );
}

/** One tool: what it says of itself, and whether it is on. */
export function ToolItem({ tool, onDecide }: ToolItemProps) {
  const [isSaving, setSaving] = useState(false);
  const decide = async (each: McpTool, isOn: boolean) => {
    setSaving(true);
    await onDecide(each, isOn);
    setSaving(false);
  };
  const name = (
    <bdi className="font-medium font-mono text-sm [overflow-wrap:anywhere]">{tool.name}</bdi>
  );
  if (tool.state === 'changed') {
    return (
      <li className="flex flex-col gap-1 rounded-control border border-border-strong p-3">
        {name}
        <ToolChange tool={tool} onDecide={decide} />
      </li>
    );
  }
  return (
    <li className="flex flex-col gap-1 rounded-control border border-border p-3">
      <SwitchField
        label={name}
        isOn={tool.state === 'on'}
        isDisabled={isSaving}
        onChange={(isOn) => void decide(tool, isOn)}
        className="flex min-h-6 cursor-pointer gap-2"
      />
      <DefinitionView definition={tool.definition} />
    </li>
  );
}
