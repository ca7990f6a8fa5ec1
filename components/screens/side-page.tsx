'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { PageTitle } from './page-title';

type SidePageProps = {
  title: string;
  intro: string;
  /** Words of the way back. */
  back: string;
  children: ReactNode;
};

/** A page beside the chat, with the way back to it. */
export function SidePage({ title, intro, back, children }: SidePageProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-column flex-col gap-6 px-4 py-6">
      <PageTitle title={title} />
      <Link
        href="/"
        className="inline-flex min-h-11 items-center gap-2 self-start text-sm text-text-muted hover:text-text"
      >
        <ArrowLeft aria-hidden size={16} className="rtl:-scale-x-100" />
        {back}
      </Link>
      <header className="flex flex-col gap-2">
        <h1 className="font-bold text-2xl">{title}</h1>
        <p className="text-text-muted">{intro}</p>
      </header>
      {children}
    </main>
  );
}
