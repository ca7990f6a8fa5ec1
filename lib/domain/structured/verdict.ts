/** Whether an answer has the form that was asked for. */
export type Verdict =
  | { readonly type: 'valid' }
  | { readonly type: 'not-json' }
  | {
      readonly type: 'invalid';
      /** JSON Pointer of the first value that does not fit; empty for the whole. */
      readonly path: string;
      /** JSON Schema keyword that it breaks. */
      readonly keyword: string;
    };
