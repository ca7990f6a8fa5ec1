'use client';

import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';

type ConversationMenuProps = {
  title: string;
  onRename: () => void;
  onDelete: () => void;
};

/** What can be done with a conversation of the sidebar. */
export default function ConversationMenu({ title, onRename, onDelete }: ConversationMenuProps) {
  const t = useTranslations('sidebar');
  const items = [
    { label: t('rename'), icon: Pencil, onSelect: onRename },
    { label: t('delete'), icon: Trash2, onSelect: onDelete, isDanger: true },
  ];
  return (
    <DropdownMenu
      items={items}
      trigger={
        <IconButton
          icon={Ellipsis}
          label={t('more', { title })}
          className="absolute end-0 bg-raised opacity-0 focus-visible:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:relative pointer-coarse:bg-transparent pointer-coarse:opacity-100"
        />
      }
    />
  );
}
