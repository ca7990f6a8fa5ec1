import { memo, useMemo } from 'react';
import ReactMarkdown, { type Options } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { readSafeLink } from '@/lib/client/markdown/safe-link';
import { type AnswerOptions, rehypeAnswer } from './rehype-answer';
import { remarkMaths } from './remark-maths';
import { remarkPlain } from './remark-plain';
import { TEXT_ELEMENTS } from './text-elements';

type ParsedTextProps = AnswerOptions & {
  source: string;
  /** Definitions of other blocks that this one refers to, as Markdown. */
  definitions: string;
};

/** Only what a click may open survives; the elements read addresses once more. */
const keepSafeAddress = (address: string) => readSafeLink(address)?.href ?? '';

/** One block of Markdown as elements. Parses again only when one of its values changes. */
export const ParsedText = memo(function ParsedText(props: ParsedTextProps) {
  const { source, definitions, headingLevel, ordinal, hasCaret } = props;
  const plugins = useMemo(() => {
    const answer: AnswerOptions = { headingLevel, ordinal, hasCaret };
    const remarkPlugins: Options['remarkPlugins'] = [
      [remarkGfm, { singleTilde: false }],
      remarkMaths,
      [remarkPlain, { prefixLength: definitions.length }],
    ];
    return {
      remarkPlugins,
      rehypePlugins: [[rehypeAnswer, answer]] satisfies Options['rehypePlugins'],
    };
  }, [definitions, headingLevel, ordinal, hasCaret]);
  return (
    <ReactMarkdown {...plugins} components={TEXT_ELEMENTS} urlTransform={keepSafeAddress}>
      {definitions + source}
    </ReactMarkdown>
  );
});
