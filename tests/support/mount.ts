import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';
import { fakeDocument } from '../unit/components/markdown/fake-document';

/** Mounts something where effects run and nothing is laid out; it is gone at the end of the test. */
export function mount() {
  const { document, container } = fakeDocument();
  vi.stubGlobal('document', document);
  vi.stubGlobal('window', Object.assign(globalThis, { HTMLIFrameElement: class {} }));
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const root = createRoot(container);
  const unmount = () => act(() => root.unmount());
  onTestFinished(() => {
    unmount();
    vi.unstubAllGlobals();
  });
  return {
    show: (element: ReactNode) => act(() => root.render(element)),
    textOf: () => container.textContent,
    unmount,
  };
}

/** Lets what is mounted do what it can until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await act(() => new Promise<void>((resolve) => setImmediate(resolve)));
}
