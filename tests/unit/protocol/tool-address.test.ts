import { describe, expect, test } from 'vitest';
import { fillTemplate, templateFlaw } from '@/lib/protocol/tool-address';

const PARAMETERS = { type: 'object', properties: { city: {}, day: {} } };

describe('the address of a tool', () => {
  test.each([
    'https://api.example/weather?city={city}&day={day}',
    'https://api.example/{city}/{day}',
    'https://api.example',
    'http://api.example/#{city}',
  ])('may be %s', (template) => expect(templateFlaw(template, PARAMETERS)).toBeNull());

  test.each([
    ['', 'form'],
    ['weather?city={city}', 'form'],
    ['ftp://api.example/{city}', 'form'],
    ['javascript:{city}', 'form'],
    ['https://{city}/', 'origin'],
    ['https://{city}.example/', 'origin'],
    ['https://api.example:{day}/', 'form'],
    ['https://{city}@api.example/', 'origin'],
    ['{city}://api.example/', 'form'],
    ['https://api.example/{other}', 'argument'],
    ['https://api.example/{constructor}', 'argument'],
    ['https://api.example/{}', 'argument'],
  ])('may not be %s: %s', (template, flaw) => {
    expect(templateFlaw(template, PARAMETERS)).toBe(flaw);
  });
});

describe('an address that is filled in', () => {
  const fill = (city: unknown, template = 'https://api.example/{city}/now?c={city}') =>
    fillTemplate(template, { city } as Parameters<typeof fillTemplate>[1]);

  test.each([
    ['Köln & Bonn', 'K%C3%B6ln%20%26%20Bonn'],
    ['a/b?c#d', 'a%2Fb%3Fc%23d'],
    ['../..', '..%2F..'],
    ['@evil.example', '%40evil.example'],
    ['%2e%2e', '%252e%252e'],
    ['\\..\\', '%5C..%5C'],
    ['\ud800', '%EF%BF%BD'],
    [7, '7'],
    [true, 'true'],
    [null, ''],
    [{ a: [1] }, '%7B%22a%22%3A%5B1%5D%7D'],
  ])('holds each argument as one value: %j', (city, encoded) => {
    expect(fill(city)).toBe(`https://api.example/${encoded}/now?c=${encoded}`);
  });

  test('leads nowhere else', () => {
    expect(fill('..')).toBeNull();
    expect(fill('.')).toBeNull();
    expect(fill('.', 'https://api.example/{city}{city}')).toBeNull();
    expect(fill('..', 'https://api.example/?up={city}')).toBe('https://api.example/?up=..');
  });

  test('has no argument that was not given', () => {
    expect(fillTemplate('https://api.example/?c={constructor}', {})).toBe(
      'https://api.example/?c=',
    );
  });
});
