import { useTranslations } from 'next-intl';

/**
 * Names the browser's tab after what the page shows. An element of the page, because React takes back
 * what a script sets when the page comes to life.
 *
 * @param title - Empty: the app's name alone.
 * @param mark - Stands before it: what goes on while the page is not in front.
 */
export function PageTitle({ title, mark = '' }: { title: string; mark?: string }) {
  const name = useTranslations('app')('name');
  return <title>{mark + (title === '' ? name : `${title} · ${name}`)}</title>;
}
