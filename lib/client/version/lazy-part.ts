import 'client-only';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { partState } from './part-state';

const Nothing = () => null;

/**
 * A part of the page that is loaded when it is first shown. One that cannot be loaded shows nothing and
 * is told of by `partState`; the rest of the page, and what is written there, lives on.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  fallback: ComponentType<Props> = Nothing,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return await load();
    } catch {
      void partState.note();
      return { default: fallback };
    }
  });
}
