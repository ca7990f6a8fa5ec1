import 'server-only';
import type { AttachmentStore } from '../../attachment-store/attachment-store';
import type { FetchWeb } from '../../egress/fetch-web';
import type { ToolSource } from '../tool';
import { calculator } from './calculator';
import { createCurrentTime } from './current-time';
import { createFetchPage } from './fetch-page';
import { createImageZoom } from './image-zoom';
import { rewrite } from './rewrite';

type BuiltInDependencies = {
  readonly attachments: AttachmentStore;
  /** `null` where the operator does not let models read the web. */
  readonly fetchWeb: FetchWeb | null;
};

/** The tools that come with the program. */
export function createBuiltInTools({ attachments, fetchWeb }: BuiltInDependencies): ToolSource {
  const tools = [calculator, createCurrentTime(Date.now), rewrite, createImageZoom(attachments)];
  if (fetchWeb) tools.push(createFetchPage(fetchWeb));
  return { list: async () => tools };
}
