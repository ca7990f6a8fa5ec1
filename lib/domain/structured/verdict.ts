/** Whether an answer has the form that was asked for. */
export type Verdict =
  | { readonly type: 'valid' }
  | { readonly type: 'not-json' }
  /** JSON; nothing can be said beyond that: the schema cannot be used or costs too much time. */
  | { readonly type: 'unchecked' }
  | {
      readonly type: 'invalid';
      /** JSON Pointer of the first value that does not fit or is missing; empty for the whole. */
      readonly path: string;
      /** JSON Schema keyword that it breaks. */
      readonly keyword: string;
    };
