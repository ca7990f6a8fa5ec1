import type { JsonObject } from '../prompt/prompt';
import type { CodeRequest, PictureFile } from './code-request';
import { FilePicture, isList, isRecord, type Literal } from './literal';

const MARK = /^picture:(\d+)$/;

/** Stands in a body for the data URL of a picture. */
export const pictureMark = (number: number): string => `picture:${number}`;

type Replace = (url: string) => Literal;

function replaceInPart(part: Literal, replace: Replace): Literal {
  if (!isRecord(part) || !isRecord(part.image_url)) return part;
  const { url } = part.image_url;
  if (typeof url !== 'string') return part;
  return { ...part, image_url: { ...part.image_url, url: replace(url) } };
}

function replaceInMessage(message: Literal, replace: Replace): Literal {
  if (!isRecord(message) || !isList(message.content)) return message;
  return { ...message, content: message.content.map((part) => replaceInPart(part, replace)) };
}

/** Puts something in the place of the addresses of pictures, and of nothing else. */
export function replacePictureUrls(body: JsonObject, replace: Replace): Record<string, Literal> {
  const { messages } = body;
  if (!isList(messages)) return body;
  return { ...body, messages: messages.map((message) => replaceInMessage(message, replace)) };
}

/** The picture that an address is the mark of; `null` where it is none. */
function markedPicture(url: string, pictures: readonly PictureFile[]): PictureFile | null {
  const number = MARK.exec(url)?.[1];
  return number === undefined ? null : (pictures[Number(number)] ?? null);
}

/** Puts pictures where their marks are: to be read from files, or themselves. */
export function withPictures({
  body,
  pictures,
}: Pick<CodeRequest, 'body' | 'pictures'>): Record<string, Literal> {
  return replacePictureUrls(body, (url) => {
    const file = markedPicture(url, pictures);
    if (!file) return url;
    const { mediaType, base64 } = file;
    return base64 === undefined ? new FilePicture(file) : `data:${mediaType};base64,${base64}`;
  });
}

/** Whether pictures are read from files. */
export const hasFiles = ({ pictures }: Pick<CodeRequest, 'pictures'>): boolean =>
  pictures.some(({ base64 }) => base64 === undefined);
