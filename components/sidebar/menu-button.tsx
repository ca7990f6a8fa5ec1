import { Ellipsis } from 'lucide-react';
import type { ComponentProps } from 'react';
import { IconButton } from '@/components/ui/icon-button';

type MenuButtonProps = Omit<ComponentProps<typeof IconButton>, 'icon' | 'className'>;

/** Opens a row's menu. Where the pointer is fine it shows when the row is pointed at, or has the focus. */
export function MenuButton(props: MenuButtonProps) {
  return (
    <IconButton
      {...props}
      icon={Ellipsis}
      className="absolute end-0 bg-raised opacity-0 focus-visible:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:relative pointer-coarse:bg-transparent pointer-coarse:opacity-100"
    />
  );
}
