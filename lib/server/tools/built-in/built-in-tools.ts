import 'server-only';
import type { AttachmentStore } from '../../attachment-store/attachment-store';
import type { ToolSource } from '../tool';
import { calculator } from './calculator';
import { createCurrentTime } from './current-time';
import { createImageZoom } from './image-zoom';
import { rewrite } from './rewrite';

type BuiltInDependencies = { readonly attachments: AttachmentStore };

/** The tools that come with the program. */
export function createBuiltInTools({ attachments }: BuiltInDependencies): ToolSource {
  const tools = [calculator, createCurrentTime(Date.now), rewrite, createImageZoom(attachments)];
  return { list: async () => tools };
}
