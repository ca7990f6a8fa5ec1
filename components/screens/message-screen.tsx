import type { ReactNode } from 'react';
import { PageTitle } from './page-title';

/** A page that only says something, with a next step where there is one. */
export function MessageScreen({
  title,
  text,
  action,
}: {
  title: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <PageTitle title={title} />
      <div className="flex max-w-lg flex-col items-start gap-4">
        <h1 className="font-bold text-2xl">{title}</h1>
        <p className="text-text-muted">{text}</p>
        {action}
      </div>
    </main>
  );
}
