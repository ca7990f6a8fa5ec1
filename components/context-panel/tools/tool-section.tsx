'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { fetchTools, type ListedTool } from '@/lib/client/api/tools';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { useLoaded } from '@/lib/client/context-panel/use-loaded';
import type { Repair } from '@/lib/domain/generation/repair';
import { PanelSection } from '../panel-section';
import { NewToolButton } from './new-tool-button';
import { ToolRow } from './tool-row';
import { ToolSupport } from './tool-support';

type ToolSectionProps = {
  subject: PanelSubject;
  /** What was done differently for the newest answer. */
  repairs: readonly Repair[];
};

type Group = { readonly id: string; readonly server: string | null; tools: ListedTool[] };

/** Tools by who made them, in their order. */
function groupsOf(tools: readonly ListedTool[]): Group[] {
  const groups: Group[] = [];
  for (const tool of tools) {
    const { origin } = tool;
    const server = origin.type === 'mcp' ? origin.server : null;
    const id = server === null ? origin.type : `mcp:${server}`;
    const known = groups.find((group) => group.id === id);
    if (known) known.tools.push(tool);
    else groups.push({ id, server, tools: [tool] });
  }
  return groups;
}

function useTools({ conversationId, isReady, toolRevision }: PanelSubject) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision asks again.
  const load = useMemo(() => {
    if (!isReady) return null;
    return (signal: AbortSignal) => fetchTools(conversationId, signal);
  }, [conversationId, isReady, toolRevision]);
  return useLoaded(load);
}

/** The tools that the model may call in this conversation, and which of them ask first. */
export function ToolSection({ subject, repairs }: ToolSectionProps) {
  const t = useTranslations('tools');
  const { value, error, isLoading, reload } = useTools(subject);
  const { own, conversationId } = subject;
  const chosen = own.settings.tools ?? [];
  const choose = (key: string, isOn: boolean) =>
    void own.change((before) => {
      const others = (before.tools ?? []).filter((each) => each !== key);
      return { ...before, tools: isOn ? [...others, key] : others };
    });
  return (
    <PanelSection
      title={t('title')}
      aside={
        <NewToolButton
          onMade={(key) => {
            choose(key, true);
            reload();
          }}
        />
      }
    >
      <ToolSupport model={subject.model} isUsed={chosen.length > 0} repairs={repairs} />
      {error && <FailureAlert error={error} />}
      {!value && isLoading && (
        <p role="status" className="text-sm text-text-muted">
          {t('loading')}
        </p>
      )}
      {value?.length === 0 && <p className="text-sm text-text-muted">{t('none')}</p>}
      {groupsOf(value ?? []).map(({ id, server, tools }) => (
        <fieldset key={id} disabled={!own.isKnown} className="min-w-0">
          <legend className="mb-1 text-text-muted text-xs">
            {server === null
              ? t(id === 'own' ? 'groupOwn' : 'groupBuiltIn')
              : t('groupServer', { server })}
          </legend>
          <ul className="flex flex-col">
            {tools.map((tool) => (
              <ToolRow
                key={tool.key}
                tool={tool}
                conversationId={conversationId}
                isOn={chosen.includes(tool.key)}
                onSwitch={(isOn) => choose(tool.key, isOn)}
                onChanged={reload}
              />
            ))}
          </ul>
        </fieldset>
      ))}
    </PanelSection>
  );
}
