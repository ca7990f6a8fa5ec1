'use client';

import { useTranslations } from 'next-intl';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { AddServerForm } from './add-server-form';
import { ServerItem } from './server-item';
import { useMcp } from './use-mcp';

/** The MCP servers of a person, and which of their tools are on. */
export default function McpSection() {
  const t = useTranslations('mcp');
  const { overview, isAsking, error, ask, decide, add, remove } = useMcp();
  const { servers = [], mayAdd = false } = overview ?? {};
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold text-sm">{t('title')}</h3>
      <p className="text-sm text-text-muted">{t('text')}</p>
      {overview && servers.length === 0 && (
        <p className="text-sm text-text-muted">{t(mayAdd ? 'noneYet' : 'none')}</p>
      )}
      <ul className="flex flex-col gap-2">
        {servers.map((server) => (
          <ServerItem
            key={server.name}
            server={server}
            onDecide={decide}
            onRemove={(name) => void remove(name)}
          />
        ))}
      </ul>
      <p role="status" className="text-sm text-text-faint empty:hidden">
        {isAsking && t('asking')}
      </p>
      {error && <FailureAlert error={error} />}
      {(servers.length > 0 || error) && (
        <Button className="self-start" disabled={isAsking} onClick={() => void ask()}>
          {t('askAgain')}
        </Button>
      )}
      {mayAdd && <AddServerForm onAdd={add} />}
    </section>
  );
}
