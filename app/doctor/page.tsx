import { DoctorScreen } from '@/components/screens/doctor-screen';
import { guardPage } from '../guard-page';

type DoctorPageProps = { searchParams: Promise<{ connection?: string | string[] }> };

/** Examines a connection; `?connection=` chooses one at first. */
export default async function DoctorPage({ searchParams }: DoctorPageProps) {
  await guardPage();
  const { connection } = await searchParams;
  return <DoctorScreen connectionId={typeof connection === 'string' ? connection : undefined} />;
}
