import type { JsonObject } from '@/lib/domain/prompt/prompt';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Names in braces in the address of a tool. */
const placeholdersOf = (template: string): string[] =>
  [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

const fill = (template: string, textOf: (name: string) => string): string =>
  template.replace(PLACEHOLDER, (_whole, name: string) => encodeURIComponent(textOf(name)));

/** Stands for a value where an address is looked at without arguments; it takes no special part anywhere. */
const EXAMPLE = 'x';

/** Why an address with placeholders cannot be used. */
export type TemplateFlaw = 'form' | 'origin' | 'argument';

/**
 * Looks at the address of a tool: it must be one when it is filled in, name no argument that the tool has not,
 * and no argument may choose whom it goes to.
 */
export function templateFlaw(template: string, parameters: JsonObject): TemplateFlaw | null {
  const filled = fill(template, () => EXAMPLE);
  if (!URL.canParse(filled)) return 'form';
  const { origin, protocol } = new URL(filled);
  if (protocol !== 'http:' && protocol !== 'https:') return 'form';
  const authority = /^[a-z]+:\/\/[^/?#]*/i.exec(template)?.[0] ?? '';
  const isFixed = !authority.includes('{') && URL.canParse(authority);
  if (!isFixed || new URL(authority).origin !== origin) return 'origin';
  const properties = new Set(Object.keys(parameters.properties ?? {}));
  return placeholdersOf(template).every((name) => properties.has(name)) ? null : 'argument';
}

function toText(value: JsonObject[string] | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Where the path of a filled address begins: behind the host, if anywhere. */
const pathOf = (address: string) =>
  address.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');

/**
 * The address that a call asks: arguments are percent-encoded, so that each stays one value.
 *
 * @returns `null` where an argument would lead out of its place, as `..` does in a path.
 */
export function fillTemplate(template: string, input: JsonObject): string | null {
  const filled = fill(template, (name) =>
    toText(Object.hasOwn(input, name) ? input[name] : undefined).toWellFormed(),
  );
  const leadsAway = pathOf(filled)
    .split('/')
    .some((segment) => segment === '.' || segment === '..');
  return leadsAway ? null : new URL(filled).href;
}
