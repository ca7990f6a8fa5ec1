import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { MessageScreen } from '@/components/screens/message-screen';

export default async function NotFound() {
  const t = await getTranslations('access');
  const action = (
    <Link href="/" className="text-accent-ink underline">
      {t('toStart')}
    </Link>
  );
  return <MessageScreen title={t('notFoundTitle')} text={t('notFoundText')} action={action} />;
}
