import { answerFrames, writerOf } from '../answer-frames';
import type { Piece } from '../plan-answer';
import type { Handler } from '../profile';
import { sendFrames } from '../send-frames';

const MIB = 1024 * 1024;

const sendPieces =
  (pieces: readonly Piece[]): Handler =>
  (exchange) => {
    const plan = { pieces, finishReason: 'stop', promptTokens: 10 };
    return sendFrames(exchange, answerFrames(exchange, plan));
  };
const sendTexts = (...texts: readonly string[]): Handler =>
  sendPieces(texts.map((text) => ({ type: 'text', text })));

/** A frame written by hand, for escapes and bytes that `JSON.stringify` would not write. */
const rawFrame = (content: string): string =>
  `data: {"choices":[{"index":0,"delta":{"content":"${content}"},"finish_reason":null}]}\n\n`;

const sendRaw =
  (...contents: readonly string[]): Handler =>
  (exchange) => {
    const writer = writerOf(exchange);
    const frames = contents.map(rawFrame);
    return sendFrames(exchange, [...frames, writer.finish('stop'), writer.done()]);
  };

const sendBadUtf8: Handler = (exchange) => {
  const writer = writerOf(exchange);
  const [before = '', after = ''] = rawFrame('a|b').split('|');
  const broken = Buffer.concat([
    Buffer.from(before),
    Buffer.from([0xc3, 0x28]),
    Buffer.from(after),
  ]);
  const cut = () => [broken, writer.finish('stop'), writer.done()];
  return sendFrames(exchange, [], { cut });
};

const sendEndlessFrame: Handler = (exchange) =>
  sendFrames(
    exchange,
    [
      'data: {"choices":[{"index":0,"delta":{"content":"',
      ...Array<string>(64).fill('x'.repeat(MIB / 16)),
    ],
    { ending: 'hang' },
  );

/** Answers whose text is unusual: long, cut in odd places, with marks, or not text at all. */
export const ODD_TEXT: Readonly<Record<string, Handler>> = {
  'raw-thinking': sendTexts(
    '[TH',
    'INK]I look',
    ' at it.[',
    '/THINK]',
    'A [box',
    '] stands there.',
  ),
  'code-fence': sendTexts('Code:\n``', '`ts\nlet', ' a = 1;\n`', '``\nDone.'),
  reasoning: sendPieces([
    { type: 'reasoning', text: 'I look ' },
    { type: 'reasoning', text: 'at it.' },
    { type: 'text', text: 'A box.' },
  ]),
  'lone-surrogate': sendRaw('a\\ud83d', 'b'),
  'split-surrogate': sendRaw('a\\ud83d', '\\ude00b'),
  nul: sendRaw('a\\u0000b'),
  'bad-utf8': sendBadUtf8,
  'huge-frame': sendTexts('x'.repeat(10 * MIB)),
  'endless-frame': sendEndlessFrame,
  'huge-answer': sendTexts(...Array<string>(40).fill('y'.repeat(MIB / 4))),
  'tiny-pieces': sendTexts(...Array.from({ length: 100_000 }, (_, index) => String(index % 10))),
  'tool-call': sendPieces([
    {
      type: 'delta',
      delta: {
        tool_calls: [
          {
            index: 0,
            id: 'aB3dE5fG7',
            type: 'function',
            function: { name: 'look', arguments: '{}' },
          },
        ],
      },
    },
  ]),
};
