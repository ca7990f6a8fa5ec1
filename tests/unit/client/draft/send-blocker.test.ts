import { describe, expect, it } from 'vitest';
import type { DraftAttachmentState } from '@/lib/client/draft/draft-attachment';
import { sendBlocker } from '@/lib/client/draft/send-blocker';
import { AppError } from '@/lib/domain/errors/app-error';
import { storedImage } from './fake-ports';

const ready: DraftAttachmentState = { status: 'ready', attachment: storedImage('a.jpg') };
const uploading: DraftAttachmentState = { status: 'uploading', progress: 0 };
const preparing: DraftAttachmentState = { status: 'preparing' };
const failed: DraftAttachmentState = { status: 'failed', error: new AppError('network') };

const draftWith = (text: string, ...states: DraftAttachmentState[]) => ({
  text,
  refusals: [],
  attachments: states.map((state, index) => ({
    key: `${index}`,
    name: 'a.jpg',
    state,
    file: null,
    prepared: null,
    previewUrl: null,
  })),
});

describe('sendBlocker', () => {
  it.each([
    ['text alone', draftWith('hello'), null],
    ['pictures alone', draftWith('', ready), null],
    ['nothing', draftWith(''), 'empty'],
    ['only blanks', draftWith(' \n\t'), 'empty'],
    ['a picture being prepared', draftWith('hello', ready, preparing), 'preparing'],
    ['a picture being uploaded', draftWith('hello', uploading), 'uploading'],
    ['a failed picture beside others under way', draftWith('hello', preparing, failed), 'failed'],
    ['the longest text', draftWith('x'.repeat(200_000)), null],
    ['a longer one', draftWith('x'.repeat(200_001)), 'too-long'],
    ['more pictures than the model takes', draftWith('hello', ready, ready, ready), 'too-many'],
  ])('%s', (_name, draft, expected) => {
    expect(sendBlocker(draft, 2)).toBe(expected);
  });
});
