import { getTranslations } from 'next-intl/server';
import { MessageScreen } from '@/components/screens/message-screen';

/** What stands in for every page while the operator's set-up is not complete. */
export default async function SetupPage() {
  const t = await getTranslations('access');
  return <MessageScreen title={t('setupTitle')} text={t('setupDatabaseUrl')} />;
}
