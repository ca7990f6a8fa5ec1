import 'server-only';

/**
 * The page that stands in for every other one while the operator's set-up is not complete: plain HTML,
 * since nothing of the app can work yet.
 *
 * @param texts - In the language `locale`; plain text without markup of their own.
 */
export function setupPage(locale: string, texts: { title: string; text: string }): string {
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>Tenlens</title></head><body><main>`,
    `<h1>${texts.title}</h1><p>${texts.text}</p></main></body></html>`,
  ].join('');
}
