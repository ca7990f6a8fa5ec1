'use client';

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { FIELD } from './text-field';

/** Where JSON is written. */
export function JsonArea(props: Omit<ComponentProps<'textarea'>, 'className'>) {
  return (
    <textarea
      {...props}
      dir="ltr"
      spellCheck={false}
      autoCapitalize="off"
      className={clsx(FIELD, 'resize-y whitespace-pre leading-normal')}
    />
  );
}
