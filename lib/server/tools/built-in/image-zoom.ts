import 'server-only';
import type { Attachment } from '@/lib/domain/attachment';
import { BOX_UNITS, type Box, pixelsOf } from '@/lib/domain/image/box';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import type { Actor } from '../../actor';
import type { AttachmentStore } from '../../attachment-store/attachment-store';
import { cutImage } from '../../image/cut-image';
import type { NumberedImage, Tool, ToolResult } from '../tool';

const EDGE = { type: 'number', minimum: 0, maximum: BOX_UNITS } as const;
const DEFINITION = {
  name: 'image_zoom',
  description:
    'Shows a part of a picture of this conversation larger and in more detail. Use it to read small print or to ' +
    'look closely. The part is a box from its left top corner (x1, y1) to its right bottom corner (x2, y2), ' +
    'counted from 0 to 1000 over the width and the height of the picture.',
  parameters: {
    type: 'object',
    properties: {
      image: { type: 'integer', minimum: 1, description: 'Number of the picture, from 1' },
      x1: EDGE,
      y1: EDGE,
      x2: EDGE,
      y2: EDGE,
    },
    required: ['image', 'x1', 'y1', 'x2', 'y2'],
    additionalProperties: false,
  },
} as const;

/** Fewer pixels show nothing, however large they are drawn. */
const MIN_PIXELS = 4;
/** As for every picture: beyond it a side would round to nothing. */
const MAX_ASPECT = 50;

const refuse = (text: string): ToolResult => ({ text, isError: true });

function toBox({ x1, y1, x2, y2 }: JsonObject): Box {
  return { x1: Number(x1), y1: Number(y1), x2: Number(x2), y2: Number(y2) };
}

function whichThereAre(images: readonly NumberedImage[]): string {
  const numbers = [...new Set(images.map(({ number }) => number))].toSorted((a, b) => a - b);
  if (numbers.length === 0) return 'There is no picture in this conversation.';
  return `There are pictures with the numbers ${numbers.join(', ')}.`;
}

const nameOf = ({ name }: Attachment) => name.replace(/(\.[A-Za-z0-9]{1,10})?$/, ' (detail)$1');

async function zoom(
  attachments: AttachmentStore,
  actor: Actor,
  attachment: Attachment,
  box: Box,
): Promise<ToolResult> {
  const source = await attachments.readLargest(actor, attachment.id);
  if (!source) return refuse('This picture is not there any more.');
  const cut = pixelsOf(box, source);
  if (!cut) return refuse('The box is empty: x2 must be larger than x1, and y2 larger than y1.');
  const [short, long] = [cut.width, cut.height].toSorted((a, b) => a - b);
  if (!short || !long || short < MIN_PIXELS || long > short * MAX_ASPECT) {
    return refuse('The box is too narrow to show anything. Choose a larger one.');
  }
  const { data } = await cutImage(source, cut);
  const isTemporary = isTemporaryId(attachment.id);
  const image = await attachments.add(actor, { name: nameOf(attachment), data, isTemporary });
  const { x1, y1, x2, y2 } = box;
  const text = `The part from (${x1}, ${y1}) to (${x2}, ${y2}), ${cut.width} × ${cut.height} pixels of the original, follows as a picture.`;
  return { text, images: [image] };
}

/** Cuts a part out of a picture, of the largest copy that is kept, and gives it back as a new picture. */
export function createImageZoom(attachments: AttachmentStore): Tool {
  return {
    key: 'image_zoom',
    origin: { type: 'built-in' },
    definition: DEFINITION,
    defaultApproval: 'allow',
    isByHand: false,
    async call(input, { actor, images }) {
      // Numbers begin anew with each question: what a model sees last is what it means.
      const found = images.findLast(({ number }) => number === input.image);
      if (!found) return refuse(`There is no picture ${input.image}. ${whichThereAre(images)}`);
      return zoom(attachments, actor, found.attachment, toBox(input));
    },
  };
}
