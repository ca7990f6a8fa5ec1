'use client';

import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

type DropdownMenuItem = {
  label: string;
  icon: LucideIcon;
  onSelect: () => void;
  isDanger?: boolean;
};

type DropdownMenuProps = {
  items: readonly DropdownMenuItem[];
  /** A button; it opens the menu. */
  trigger: ReactNode;
  /** Whether the press that brought the menu here has opened it. */
  isOpenAtFirst?: boolean;
};

/** A menu that comes already open takes the focus as a whole; people expect it on the first item. */
function focusFirstItem(content: HTMLElement | null): void {
  requestAnimationFrame(() => content?.querySelector<HTMLElement>('[role=menuitem]')?.focus());
}

/** A menu of actions that opens from a button, and stays in its landmark. */
export function DropdownMenu({ items, trigger, isOpenAtFirst = false }: DropdownMenuProps) {
  return (
    <Primitive.Root modal={false} defaultOpen={isOpenAtFirst}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Content
        ref={isOpenAtFirst ? focusFirstItem : undefined}
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className="z-50 min-w-40 rounded-control border border-border bg-raised p-1 shadow-raised"
      >
        {items.map(({ label, icon: Icon, onSelect, isDanger }) => (
          <Primitive.Item
            key={label}
            onSelect={onSelect}
            className={clsx(
              'flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded px-2.5 text-sm outline-none data-highlighted:bg-surface pointer-coarse:min-h-11',
              isDanger ? 'text-danger-ink' : 'text-text',
            )}
          >
            <Icon aria-hidden size={16} />
            {label}
          </Primitive.Item>
        ))}
      </Primitive.Content>
    </Primitive.Root>
  );
}
