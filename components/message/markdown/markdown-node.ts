/** A node of a Markdown syntax tree (mdast), as far as our plugins read and write it. */
export type MarkdownNode = {
  type: string;
  value?: string;
  children?: MarkdownNode[];
  alt?: string | null;
  label?: string | null;
  identifier?: string;
  position?: { readonly end: { readonly offset?: number | undefined } } | undefined;
  data?: {
    hName?: string;
    hProperties?: Record<string, string>;
    hChildren?: { type: 'text'; value: string }[];
  };
};
