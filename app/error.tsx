'use client';

import { useTranslations } from 'next-intl';
import { MessageScreen } from '@/components/screens/message-screen';
import { Button } from '@/components/ui/button';

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('access');
  const action = <Button onClick={reset}>{t('tryAgain')}</Button>;
  return <MessageScreen title={t('errorTitle')} text={t('errorText')} action={action} />;
}
