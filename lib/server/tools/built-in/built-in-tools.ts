import 'server-only';
import type { AttachmentStore } from '../../attachment-store/attachment-store';
import type { ToolSource } from '../tool';
import { calculator } from './calculator';
import { createCurrentTime } from './current-time';
import { createImageZoom } from './image-zoom';
import { rewrite } from './rewrite';

export type BuiltInDependencies = {
  readonly attachments: AttachmentStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** The tools that come with the program. */
export function createBuiltInTools({ attachments, now }: BuiltInDependencies): ToolSource {
  const tools = [calculator, createCurrentTime(now), rewrite, createImageZoom(attachments)];
  return { list: async () => tools };
}
