'use client';

import { type SubmitEvent, useState } from 'react';
import { type OwnMcpServer, ownMcpServerSchema } from '@/lib/protocol/mcp';

/** Empties a field, unless something else is typed in it by now. */
const emptied = (sent: string) => (now: string) => (now === sent ? '' : now);

/**
 * A server as it is typed: what does not fit of it, and how to add it, one after the other.
 *
 * @param onAdd - Says whether it is stored.
 */
export function useAddServer(onAdd: (server: OwnMcpServer) => Promise<boolean>) {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [wrong, setWrong] = useState<readonly PropertyKey[]>([]);
  const [isSaving, setSaving] = useState(false);
  const add = async (event: Pick<SubmitEvent, 'preventDefault'>) => {
    event.preventDefault();
    if (isSaving) return;
    const result = ownMcpServerSchema.safeParse({ name: name.trim(), url: url.trim() });
    setWrong(result.success ? [] : result.error.issues.flatMap(({ path }) => path));
    if (!result.success) return;
    setSaving(true);
    const isStored = await onAdd(result.data);
    setSaving(false);
    if (!isStored) return;
    setName(emptied(name));
    setUrl(emptied(url));
  };
  return { name, setName, url, setUrl, wrong, isSaving, add };
}
