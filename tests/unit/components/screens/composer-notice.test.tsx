import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ModelPicker } from '@/components/model-picker/model-picker';
import { ComposerNotice } from '@/components/screens/composer-notice';
import { AppError } from '@/lib/domain/errors/app-error';
import { catalogues } from '@/lib/i18n/catalogues';

const render = (element: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={catalogues.en}>
      {element}
    </NextIntlClientProvider>,
  );

it('names the request that failed, where there was one', () => {
  const notice = (error: AppError) =>
    render(
      <ComposerNotice error={error} wasRefused={false} signInPath="/sign-in" unreachable={[]} />,
    );
  expect(notice(new AppError('internal', { requestId: 'r-17' }))).toContain('Request r-17');
  expect(notice(new AppError('network'))).not.toContain('Request');
});

it('does not say that there is no model while the list is on its way', () => {
  const act = () => undefined;
  const picker = render(<ModelPicker models={[]} model={null} onChoose={act} onOpen={act} />);
  expect(picker).toContain('Looking for models…');
  expect(picker).not.toContain('No model');
});
