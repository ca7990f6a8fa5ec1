import { useTranslations } from 'next-intl';
import type { DraftAttachment } from '@/lib/client/draft/draft-attachment';

/** What preparation changed about pictures that a person may not expect. Not a list: the only items of the tray are its pictures. */
export function TrayNotes({ attachments }: { attachments: readonly DraftAttachment[] }) {
  const t = useTranslations('composer');
  const notes = attachments.flatMap(({ key, prepared }, index) => {
    const number = index + 1;
    return [
      ...(prepared?.wasAnimated
        ? [{ key: `${key}-animated`, text: t('noteAnimated', { number }) }]
        : []),
      ...(prepared?.wasTransparent
        ? [{ key: `${key}-transparent`, text: t('noteTransparent', { number }) }]
        : []),
    ];
  });
  if (notes.length === 0) return null;
  return (
    <div className="pt-1 text-text-muted text-xs">
      {notes.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}
