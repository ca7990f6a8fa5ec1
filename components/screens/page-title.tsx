import { useTranslations } from 'next-intl';

/**
 * Names the browser's tab after what the page shows. An element of the page, because React takes back
 * what a script sets when the page comes to life.
 *
 * @param title - Empty: the app's name alone.
 */
export function PageTitle({ title }: { title: string }) {
  const name = useTranslations('app')('name');
  return <title>{title === '' ? name : `${title} · ${name}`}</title>;
}
