import { Camera, ImagePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { useMediaQuery } from '@/lib/client/layout/use-media-query';
import { useFilePicker } from './use-file-picker';

type AttachButtonsProps = {
  label: string;
  onAttach: () => void;
  onFiles: (files: readonly File[]) => void;
};

/** Chooses files; where the pointer is a finger there is a camera, too. */
export function AttachButtons({ label, onAttach, onFiles }: AttachButtonsProps) {
  const t = useTranslations('composer');
  const isTouch = useMediaQuery('(pointer: coarse)');
  const camera = useFilePicker(onFiles, { capture: true });
  return (
    <>
      <IconButton icon={ImagePlus} label={label} iconSize={20} onClick={onAttach} />
      {isTouch && (
        <>
          {camera.input}
          <IconButton icon={Camera} label={t('takePhoto')} iconSize={20} onClick={camera.open} />
        </>
      )}
    </>
  );
}
