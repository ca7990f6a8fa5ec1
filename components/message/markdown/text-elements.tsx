import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import type { Components, ExtraProps } from 'react-markdown';
import { directionOf } from '@/lib/domain/markdown/direction-of';
import { AnswerLink } from './answer-link';
import { CodeBlock } from './code-block';
import { CodeText } from './code-text';
import { Formula } from './formula';
import { ImageChip } from './image-chip';
import { type ElementNode, textOf } from './rehype-answer';
import { TableBlock } from './table-block';

type Props<Tag extends keyof React.JSX.IntrinsicElements> = ComponentProps<Tag> & ExtraProps;

const HEADING_SIZES: Readonly<Record<string, string>> = {
  1: 'text-xl',
  2: 'text-lg',
  3: 'text-[1.0625rem]',
};

function heading(Tag: 'h2' | 'h3' | 'h4' | 'h5' | 'h6') {
  return function Heading({ node, children }: Props<typeof Tag>) {
    const depth = String(asElement(node)?.properties?.dataDepth ?? '');
    return (
      <Tag dir="auto" className={clsx('pt-1 font-semibold', HEADING_SIZES[depth] ?? 'text-base')}>
        {children}
      </Tag>
    );
  };
}

/** react-markdown hands on the syntax tree's own element; ours names the fields that are read. */
function asElement(node: ExtraProps['node']): ElementNode | undefined {
  return node;
}

function CodeFence({ node }: Props<'pre'>) {
  const code = asElement(node)?.children?.[0];
  const classes = code?.properties?.className;
  const name = Array.isArray(classes) ? classes.find((value) => /^language-/.test(value)) : null;
  const language = typeof name === 'string' ? name.slice('language-'.length) : null;
  return <CodeBlock code={textOf(code).replace(/\n$/, '')} language={language} />;
}

function InlineCode({ node }: Props<'code'>) {
  return (
    <code
      dir="ltr"
      className="rounded-[5px] bg-code px-1 py-0.5 font-mono text-[0.9em] [overflow-wrap:anywhere]"
    >
      <CodeText code={textOf(asElement(node))} />
    </code>
  );
}

function Marked({ node, children }: Props<'span'>) {
  const element = asElement(node);
  const maths = element?.properties?.dataMaths;
  if (maths) return <Formula tex={textOf(element)} isDisplay={maths === 'display'} />;
  return <span className="answer-caret">{children}</span>;
}

function DisplayFormula({ node }: Props<'div'>) {
  return <Formula tex={textOf(asElement(node))} isDisplay />;
}

function Task({ checked }: Props<'input'>) {
  const t = useTranslations('markdown');
  return (
    <input
      type="checkbox"
      disabled
      checked={checked === true}
      readOnly
      aria-label={checked ? t('taskDone') : t('taskOpen')}
      className="me-2 size-3.5 align-[-0.1em] accent-accent"
    />
  );
}

const isTaskList = (className: string | undefined) => className?.includes('contains-task-list');
/** Columns are aligned as the answer says, which names sides of the page and not of the writing. */
const ALIGNMENTS: Readonly<Record<string, string>> = {
  left: 'text-left',
  center: 'text-center',
  right: 'text-right',
};
const alignment = (style: React.CSSProperties | undefined) =>
  ALIGNMENTS[style?.textAlign ?? ''] ?? 'text-start';
/** `dir="auto"` would not look into paragraphs, which have a direction of their own. */
const direction = (node: ExtraProps['node']) => directionOf(textOf(asElement(node)));

/** How each element of an answer looks. Constant: a new object would render every block again. */
export const TEXT_ELEMENTS: Components = {
  h2: heading('h2'),
  h3: heading('h3'),
  h4: heading('h4'),
  h5: heading('h5'),
  h6: heading('h6'),
  p: ({ children }) => <p dir="auto">{children}</p>,
  ul: ({ node, children, className }) => (
    <ul dir={direction(node)} className={isTaskList(className) ? 'ps-1' : 'list-disc ps-6'}>
      {children}
    </ul>
  ),
  ol: ({ node, children, className, start }) => (
    <ol
      dir={direction(node)}
      start={start}
      className={isTaskList(className) ? 'ps-1' : 'list-decimal ps-7'}
    >
      {children}
    </ol>
  ),
  li: ({ children }) => (
    <li className="mt-1 marker:text-text-muted [&>*+*]:mt-2 [&>ol]:mt-1 [&>ul]:mt-1">{children}</li>
  ),
  blockquote: ({ node, children }) => (
    <blockquote
      dir={direction(node)}
      className="border-border-strong border-s-3 ps-4 text-text-muted [&>*+*]:mt-2"
    >
      {children}
    </blockquote>
  ),
  hr: () => <hr className="border-border" />,
  a: ({ node, href, children }) => (
    <AnswerLink address={href ?? ''} text={textOf(asElement(node))}>
      {children}
    </AnswerLink>
  ),
  img: ({ src, alt }) => (
    <ImageChip address={typeof src === 'string' ? src : ''} description={alt ?? ''} />
  ),
  sup: ({ children }) => <sup className="text-[0.75em] text-text-muted">{children}</sup>,
  input: Task,
  pre: CodeFence,
  code: InlineCode,
  span: Marked,
  div: DisplayFormula,
  table: ({ node, children }) => <TableBlock node={asElement(node)}>{children}</TableBlock>,
  th: ({ children, style }) => (
    <th
      scope="col"
      className={clsx(
        'min-w-24 border-border-strong border-b px-3 py-2 align-bottom font-semibold text-sm text-text-muted first:ps-0 last:pe-0',
        alignment(style),
      )}
    >
      <bdi>{children}</bdi>
    </th>
  ),
  td: ({ children, style }) => (
    <td
      className={clsx(
        'min-w-24 border-border border-b px-3 py-2 align-top tabular-nums first:ps-0 last:pe-0',
        alignment(style),
      )}
    >
      <bdi>{children}</bdi>
    </td>
  ),
};
