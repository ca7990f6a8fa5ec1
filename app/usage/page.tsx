import { UsageScreen } from '@/components/screens/usage-screen';
import { guardPage } from '../guard-page';

/** What answers have used, per day and model. */
export default async function UsagePage() {
  await guardPage();
  return <UsageScreen />;
}
