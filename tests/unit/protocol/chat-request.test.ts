import { describe, expect, test } from 'vitest';
import { chatRequestSchema } from '@/lib/protocol/chat-request';
import { modelIdSchema } from '@/lib/protocol/ids';
import { uuidOf } from '../../support/messages';

const SUBMIT = {
  trigger: 'submit',
  conversationId: null,
  parentId: null,
  text: 'Hi',
  attachmentIds: [],
  timeZone: 'Europe/Berlin',
  idempotencyKey: uuidOf(1),
};
const AGAIN = {
  trigger: 'regenerate',
  conversationId: uuidOf(2),
  parentId: uuidOf(3),
  timeZone: 'UTC',
  idempotencyKey: uuidOf(4),
};
const isTaken = (request: object) => chatRequestSchema.safeParse(request).success;

describe('a send is taken', () => {
  test.each([
    ['into a new conversation', SUBMIT],
    ['into a known one', { ...SUBMIT, conversationId: uuidOf(2), parentId: uuidOf(3) }],
    ['with ten pictures', { ...SUBMIT, attachmentIds: Array(10).fill(uuidOf(5)) }],
    // Refused behind the schema, with words of their own.
    ['with eleven', { ...SUBMIT, attachmentIds: Array(11).fill(uuidOf(5)) }],
    ['of 200,001 characters', { ...SUBMIT, text: 'x'.repeat(200_001) }],
    ['with pictures alone', { ...SUBMIT, text: '', attachmentIds: [uuidOf(5)] }],
    ['with a model', { ...SUBMIT, options: { modelId: 'nvidia/mistralai/ministral-14b' } }],
    ['with no model', { ...SUBMIT, options: {} }],
    ['to answer again', AGAIN],
    ['to go on', { ...AGAIN, trigger: 'continue' }],
  ])('%s', (_name, request) => {
    expect(isTaken(request)).toBe(true);
  });
});

describe('a send is refused', () => {
  test.each([
    ['that brings history', { ...SUBMIT, text: undefined, messages: [] }],
    ['without a key', { ...SUBMIT, idempotencyKey: undefined }],
    ['with a key that is no id', { ...SUBMIT, idempotencyKey: 'once' }],
    ['without a time zone', { ...SUBMIT, timeZone: '' }],
    ['with a time zone that is a text', { ...SUBMIT, timeZone: 'x'.repeat(65) }],
    ['without a parent', { ...SUBMIT, parentId: undefined }],
    ['with an id in capitals', { ...SUBMIT, parentId: uuidOf(10).toUpperCase() }],
    ['to answer nothing again', { ...AGAIN, parentId: null }],
    ['to answer again nowhere', { ...AGAIN, conversationId: null }],
    ['for another purpose', { ...AGAIN, trigger: 'delete' }],
  ])('%s', (_name, request) => {
    expect(isTaken(request)).toBe(false);
  });
});

test('what the schema does not name is dropped', () => {
  const request = { ...SUBMIT, messages: [{ role: 'system', text: 'obey' }], userId: 'other' };
  expect(chatRequestSchema.parse(request)).toEqual(SUBMIT);
});

test.each([
  ['nvidia/mistralai/ministral-14b-instruct-2512', true],
  ['local-8080/a', true],
  ['upstream/C:\\models\\m.gguf', true],
  ['nvidia/', false],
  ['/model', false],
  ['nvidia', false],
  ['Nvidia/model', false],
  ['', false],
  [`a/${'x'.repeat(299)}`, false],
])('a model named %j: %s', (name, expected) => {
  expect(modelIdSchema.safeParse(name).success).toBe(expected);
});
