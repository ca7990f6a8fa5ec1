import { type ChangeEvent, type ReactNode, useRef } from 'react';

/** `image/*` leaves out HEIC where the system does not know it. */
const ACCEPTED = 'image/*,.heic,.heif,.avif';

/** A file picker for several pictures, or with `capture` the camera for one. */
export function useFilePicker(
  onFiles: (files: readonly File[]) => void,
  { capture = false }: { capture?: boolean } = {},
): { open: () => void; input: ReactNode } {
  const ref = useRef<HTMLInputElement>(null);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(target.files ?? [])]);
    // Else choosing the same file again would be no change.
    target.value = '';
  };
  const input = (
    <input
      ref={ref}
      type="file"
      hidden
      aria-hidden
      tabIndex={-1}
      onChange={choose}
      {...(capture
        ? { accept: 'image/*', capture: 'environment' }
        : { accept: ACCEPTED, multiple: true })}
    />
  );
  return { open: () => ref.current?.click(), input };
}
