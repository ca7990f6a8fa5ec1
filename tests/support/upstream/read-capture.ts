import { readFileSync } from 'node:fs';

/** An answer of a real server, as recorded. */
export type Capture = { readonly status: number; readonly body: string };

/** Reads a recorded answer; the body begins at its first frame or its JSON. */
export function readCapture(name: string): Capture {
  const path = new URL(`../../fixtures/captures/llama-server/${name}.txt`, import.meta.url);
  const text = readFileSync(path, 'utf8');
  const status = Number(/^HTTP\/1\.1 (\d{3})/m.exec(text)?.[1] ?? 200);
  const start = text.search(/^(?:data:|\{)/m);
  return { status, body: start === -1 ? '' : text.slice(start) };
}
