import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { isSendKey } from '@/lib/client/draft/is-send-key';
import { useMediaQuery } from '@/lib/client/layout/use-media-query';
import { useGrowingBox } from './use-growing-box';

type MessageBoxProps = {
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  autoFocus?: boolean;
};

/** The box for the words; grows with them. 16 px letters, or phones zoom in on focus. */
export function MessageBox({ text, onChange, onSend, autoFocus = false }: MessageBoxProps) {
  const t = useTranslations('composer');
  const isTouch = useMediaQuery('(pointer: coarse)');
  const compositionEnd = useRef(Number.NEGATIVE_INFINITY);
  const ref = useGrowingBox(text);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the box appears.
  useEffect(() => {
    // What was typed before the page came alive is only in the element.
    const typed = ref.current?.value ?? '';
    if (typed !== '' && text === '') onChange(typed);
    if (autoFocus && !matchMedia('(pointer: coarse)').matches) ref.current?.focus();
  }, []);

  const press = (event: KeyboardEvent) => {
    const sinceCompositionMilliseconds = event.timeStamp - compositionEnd.current;
    if (!isSendKey(event.nativeEvent, { isTouch, sinceCompositionMilliseconds })) return;
    event.preventDefault();
    onSend();
  };
  return (
    <textarea
      ref={ref}
      aria-label={t('message')}
      placeholder={t('placeholder')}
      value={text}
      rows={1}
      // The draft comes back by itself; a browser that filled the box too would double it.
      autoComplete="off"
      dir="auto"
      enterKeyHint={isTouch ? 'enter' : 'send'}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={press}
      onCompositionEnd={(event) => {
        compositionEnd.current = event.timeStamp;
      }}
      className="block field-sizing-content max-h-[40vh] min-h-12 w-full resize-none overflow-y-auto bg-transparent px-4 pt-3 pb-2 text-base leading-normal outline-none placeholder:text-text-faint"
    />
  );
}
