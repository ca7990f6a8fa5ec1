'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FailureText } from '@/components/failure/failure-text';
import { toCodeError } from '@/lib/client/api/problem-error';
import type { McpServerState } from '@/lib/protocol/mcp';
import { RemoveButton } from './remove-button';
import { type ToolDecision, ToolItem } from './tool-item';

const FLAWS = { name: 'flawName', schema: 'flawSchema', size: 'flawSize' } as const;
const STATE_COLOURS = {
  connected: 'text-ok-ink',
  away: 'text-danger-ink',
  off: 'text-text-faint',
} as const;

type ServerItemProps = {
  server: McpServerState;
  onDecide: ToolDecision;
  onRemove: (name: string) => void;
};

/** Tools that are offered to nobody, with the reason. */
function RefusedTools({ refused }: Pick<McpServerState, 'refused'>) {
  const t = useTranslations('mcp');
  if (refused.length === 0) return null;
  return (
    <section className="text-sm">
      <h5 className="font-medium">{t('refused')}</h5>
      <ul className="list-disc ps-5 text-text-muted [overflow-wrap:anywhere]">
        {refused.map(({ name, flaw }) => (
          <li key={`${flaw} ${name}`}>{t(FLAWS[flaw], { name })}</li>
        ))}
      </ul>
    </section>
  );
}

/** Its tools, folded unless there is something to decide. */
function ServerTools({
  tools,
  onDecide,
}: Pick<McpServerState, 'tools'> & { onDecide: ToolDecision }) {
  const t = useTranslations('mcp');
  const changed = tools.filter((tool) => tool.state === 'changed').length;
  // From then on it is as the person leaves it.
  const [isOpen] = useState(changed > 0);
  return (
    <details open={isOpen}>
      <summary className="cursor-pointer text-sm pointer-coarse:py-2">
        {t('tools', { count: tools.length })}
        {changed > 0 && (
          <span className="ms-2 text-warning-ink">{t('toolsChanged', { count: changed })}</span>
        )}
      </summary>
      <ul className="mt-2 flex flex-col gap-2">
        {tools.map((tool) => (
          <ToolItem key={tool.key} tool={tool} onDecide={onDecide} />
        ))}
      </ul>
    </details>
  );
}

/** One server, and its tools. */
export function ServerItem({ server, onDecide, onRemove }: ServerItemProps) {
  const t = useTranslations('mcp');
  const { name, address, state, error, tools, refused, isCut, isOwn } = server;
  return (
    <li className="flex flex-col gap-2 rounded-card border border-border p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h4 className="font-medium text-sm">{name}</h4>
        <span className={clsx('text-sm', STATE_COLOURS[state])}>{t(state)}</span>
        <bdi className="min-w-0 text-sm text-text-faint [overflow-wrap:anywhere]">{address}</bdi>
        {isOwn && <RemoveButton name={name} onRemove={() => onRemove(name)} />}
      </div>
      {error && (
        <p className="text-sm text-text-muted">
          <FailureText error={toCodeError(error.code, error.details)} />
        </p>
      )}
      {state === 'off' && <p className="text-sm text-text-muted">{t('offText')}</p>}
      {state === 'connected' && <ServerTools tools={tools} onDecide={onDecide} />}
      {isCut && <p className="text-sm text-text-muted">{t('isCut')}</p>}
      <RefusedTools refused={refused} />
    </li>
  );
}
