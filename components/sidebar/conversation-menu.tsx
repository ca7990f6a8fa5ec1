'use client';

import {
  Archive,
  ArchiveRestore,
  Folder,
  ListChecks,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { MenuButton } from './menu-button';

/** What can be done with a conversation of the sidebar. */
export type RowAct = 'rename' | 'pin' | 'move' | 'archive' | 'select' | 'delete';

type ConversationMenuProps = {
  conversation: ConversationSummary;
  label: string;
  onAct: (act: RowAct) => void;
};

/** The menu of a conversation, opened by the press that asked for it. */
export default function ConversationMenu({ conversation, label, onAct }: ConversationMenuProps) {
  const t = useTranslations('sidebar');
  const { pinned, archived } = conversation;
  const pin = pinned
    ? { label: t('unpin'), icon: PinOff, onSelect: () => onAct('pin') }
    : { label: t('pin'), icon: Pin, onSelect: () => onAct('pin') };
  const archive = archived
    ? { label: t('unarchive'), icon: ArchiveRestore, onSelect: () => onAct('archive') }
    : { label: t('archive'), icon: Archive, onSelect: () => onAct('archive') };
  const items = [
    { label: t('rename'), icon: Pencil, onSelect: () => onAct('rename') },
    pin,
    { label: t('move'), icon: Folder, onSelect: () => onAct('move') },
    archive,
    { label: t('select'), icon: ListChecks, onSelect: () => onAct('select') },
    { label: t('delete'), icon: Trash2, onSelect: () => onAct('delete'), isDanger: true },
  ];
  return <DropdownMenu items={items} isOpenAtFirst trigger={<MenuButton label={label} />} />;
}
