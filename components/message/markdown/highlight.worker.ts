import { common, createLowlight } from 'lowlight';
import { flattenTokens } from './flatten-tokens';
import type { HighlightAnswer, HighlightRequest } from './highlight-protocol';

const lowlight = createLowlight(common);

self.onmessage = (event: MessageEvent<HighlightRequest>) => {
  const { id, code, language } = event.data;
  const tokens = lowlight.registered(language)
    ? flattenTokens(lowlight.highlight(language, code).children, null)
    : null;
  self.postMessage({ id, tokens } satisfies HighlightAnswer);
};
