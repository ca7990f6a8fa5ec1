import { expect, it } from 'vitest';
import { RequestView } from '@/components/context-panel/request-view';
import {
  type ContextStrategy,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { renderWords } from '../../../support/render-words';
import { subjectInView } from '../../../support/settings-in-view';

const hintOf = (contextStrategy: ContextStrategy, excessTokens: number) => {
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, contextStrategy };
  const prompt = { repairs: [], settings, excessTokens };
  return renderWords(<RequestView subject={subjectInView()} prompt={prompt} />);
};

it('says what becomes of a request that is too long', () => {
  expect(hintOf('stop', 0)).toContain('as it is sent');
  expect(hintOf('stop', 1)).toContain('will not be sent');
  expect(hintOf('summarise', 1)).toContain('a summary of the older messages is asked for first');
  expect(hintOf('drop-oldest', 1)).toContain('as it is sent');
});
