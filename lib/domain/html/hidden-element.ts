import { BLOCKS } from './block-elements';

/** What ends an element whose own end need not be written, where that begins or ends. */
const ENDED_BY: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['p', new Set([...BLOCKS, 'li', 'td', 'th', 'nav', 'aside', 'footer'])],
  ['li', new Set(['li'])],
  ['dt', new Set(['dt', 'dd'])],
  ['dd', new Set(['dt', 'dd'])],
  ['tr', new Set(['tr'])],
  ['td', new Set(['td', 'th', 'tr'])],
  ['th', new Set(['td', 'th', 'tr'])],
]);
/** They hold elements of those kinds: what begins in one ends nothing around it, and its end ends all in it. */
const CONTAINERS = new Set(['ul', 'ol', 'menu', 'dl', 'table']);

/** An element that is left out of a page with everything in it, until it is over. */
export class HiddenElement {
  readonly name: string;
  readonly #endedBy: ReadonlySet<string> | undefined;
  /** How many are open in it of its own name or, where its end need not be written, of containers. */
  #depth = 0;

  constructor(name: string) {
    this.name = name;
    this.#endedBy = ENDED_BY.get(name);
  }

  /** Takes the next tag, and says whether the element is over before it or, by its own end, with it. */
  isEndedBy(name: string, isEnd: boolean): boolean {
    const isNested = this.#endedBy ? CONTAINERS.has(name) : name === this.name;
    if (this.#depth === 0 && (this.#endedBy?.has(name) || (isNested && isEnd))) return true;
    if (isNested) this.#depth += isEnd ? -1 : 1;
    return false;
  }
}
