'use client';

import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type FormEvent, type ReactNode, Suspense, useEffect } from 'react';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { pastedFiles } from '@/lib/client/draft/pasted-files';
import { sendBlocker } from '@/lib/client/draft/send-blocker';
import { useDraft } from '@/lib/client/draft/use-draft';
import { lazyPart } from '@/lib/client/version/lazy-part';
import { MAX_ATTACHMENTS_PER_MESSAGE } from '@/lib/protocol/message-limits';
import { AttachButtons } from './attach-buttons';
import { DraftStatus } from './draft-status';
import { MessageBox } from './message-box';
import { RefusalAlert } from './refusal-alert';
import { SendButton } from './send-button';
import { useFilePicker } from './use-file-picker';

const loadTray = async () => ({ default: (await import('./attachment-tray')).AttachmentTray });
const AttachmentTray = lazyPart(loadTray);

/** Loads the tray ahead of the first picture; one that does not come is told of where it is shown. */
const preloadTray = () => void loadTray().catch(() => undefined);

type ComposerProps = {
  draft: DraftStore;
  /** Closed: what the draft would follow is not known. */
  status: 'ready' | 'answering' | 'closed';
  /** What estimates of texts are to be multiplied with. */
  calibration: number;
  onSend: () => void;
  onStop: () => void;
  modelPicker?: ReactNode;
  /** Shown above the box. */
  notice?: ReactNode;
  autoFocus?: boolean;
};

/** Edits a draft: its pictures in a tray, its text in a box, and the button that sends both. */
export function Composer(props: ComposerProps) {
  const { draft, status, calibration, onSend, onStop, modelPicker, notice, autoFocus } = props;
  const t = useTranslations('composer');
  const snapshot = useDraft(draft);
  const addFiles = (files: readonly File[]) => void draft.add(files, MAX_ATTACHMENTS_PER_MESSAGE);
  const picker = useFilePicker(addFiles);
  const blocker = sendBlocker(snapshot, MAX_ATTACHMENTS_PER_MESSAGE);
  useEffect(preloadTray, []);

  const send = () => {
    if (!blocker && status === 'ready') onSend();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const paste = (event: ClipboardEvent) => {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    // Also tells the page's own listener that these files are taken.
    event.preventDefault();
    addFiles(files);
  };
  return (
    <div className="mx-auto w-full max-w-column shrink-0 px-4 pb-[max(0.75rem,env(safe-area-inset-bottom))] in-[[role=log]]:px-0 in-[[role=log]]:pb-0">
      <div className="flex flex-col gap-2 not-empty:pb-2">{notice}</div>
      <form
        onSubmit={submit}
        onPaste={paste}
        className="rounded-card border border-border-strong bg-raised shadow-raised focus-within:border-accent"
      >
        {picker.input}
        <RefusalAlert draft={draft} snapshot={snapshot} />
        {snapshot.attachments.length > 0 && (
          <Suspense fallback={null}>
            <AttachmentTray
              draft={draft}
              attachments={snapshot.attachments}
              hasRoom={snapshot.attachments.length < MAX_ATTACHMENTS_PER_MESSAGE}
              onAdd={picker.open}
            />
          </Suspense>
        )}
        <MessageBox
          text={snapshot.text}
          onChange={draft.setText}
          onSend={send}
          {...(autoFocus ? { autoFocus } : {})}
        />
        <div className="flex flex-wrap items-center gap-x-1 px-2 pb-2">
          <AttachButtons label={t('attach')} onAttach={picker.open} onFiles={addFiles} />
          <DraftStatus snapshot={snapshot} calibration={calibration} blocker={blocker} />
          <div className="flex min-w-24 flex-1 basis-0 items-center justify-end gap-2">
            {modelPicker}
            <SendButton status={status} blocker={blocker} onStop={onStop} />
          </div>
        </div>
      </form>
    </div>
  );
}
