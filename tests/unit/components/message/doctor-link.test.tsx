import { expect, test } from 'vitest';
import { DoctorLink } from '@/components/message/doctor-link';
import { renderWords } from '../../../support/render-words';

const addressOf = (modelId: string | undefined) =>
  /href="([^"]*)"/.exec(renderWords(<DoctorLink modelId={modelId} />))?.[1];

test('leads to the check of the connection, or to all where it is not known', () => {
  expect(addressOf('my server/mistralai/Ministral-3')).toBe('/doctor?connection=my%20server');
  expect(addressOf('gpt-4o')).toBe('/doctor');
  expect(addressOf(undefined)).toBe('/doctor');
});
