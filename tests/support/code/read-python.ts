/** What stands where a program calls a function of its own with texts. */
export type PythonCall = { readonly call: string; readonly values: readonly unknown[] };

const WORDS: Readonly<Record<string, unknown>> = { True: true, False: false, None: null };
const TOKEN = /\s*(?:("(?:[^"\\\n]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(.))/y;

/** A text of Python, whose characters with eight digits JSON does not know. */
const readText = (token: string): unknown =>
  JSON.parse(
    token.replace(/\\(?:U([0-9a-f]{8})|.)/g, (found, digits) =>
      digits === undefined ? found : String.fromCodePoint(Number.parseInt(digits, 16)),
    ),
  );

/** Reads the literals of Python that our programs are made of, without Python. */
class PythonReader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** The next token: a text or a number as it stands, a word, or one character. */
  #next(): string {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (!match) throw new Error('the program ends too early');
    this.#at = TOKEN.lastIndex;
    return match[0].trim();
  }

  #peek(): string {
    const at = this.#at;
    const token = this.#next();
    this.#at = at;
    return token;
  }

  #expect(wanted: string): void {
    const token = this.#next();
    if (token !== wanted) throw new Error(`${token} where ${wanted} should be`);
  }

  /** Members up to a bracket, parted by commas. */
  #members<Member>(close: string, read: () => Member): Member[] {
    const members: Member[] = [];
    while (this.#peek() !== close) {
      members.push(read());
      if (this.#peek() !== close) this.#expect(',');
    }
    this.#expect(close);
    return members;
  }

  value(): unknown {
    const token = this.#next();
    if (token.startsWith('"')) return readText(token);
    if (/^-?\d/.test(token)) return JSON.parse(token);
    if (token === '[') return this.#members(']', () => this.value());
    if (token === '{') return Object.fromEntries(this.#members('}', () => this.#pair(':')));
    if (token in WORDS) return WORDS[token];
    this.#expect('(');
    return { call: token, values: this.#members(')', () => this.value()) } satisfies PythonCall;
  }

  #pair(between: string): [string, unknown] {
    const key = between === ':' ? String(this.value()) : this.#next();
    this.#expect(between);
    return [key, this.value()];
  }

  /** Named arguments up to the bracket that closes them. */
  namedValues(): Record<string, unknown> {
    return Object.fromEntries(this.#members(')', () => this.#pair('=')));
  }
}

/** The arguments that a program of ours calls the library with; `extra_body` among the others. */
export function readPythonArguments(program: string): Record<string, unknown> {
  const call = 'client.chat.completions.create(';
  const at = program.indexOf(call);
  if (at === -1) throw new Error('a program that calls nothing');
  const { extra_body, ...named } = new PythonReader(program, at + call.length).namedValues();
  return { ...named, ...(typeof extra_body === 'object' ? extra_body : {}) };
}
