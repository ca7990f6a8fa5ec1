import { writeAiSdk } from './ai-sdk';
import type { CodeLanguage, CodeRequest } from './code-request';
import { writeCurl } from './curl';
import { writePython } from './python';
import { writeTypeScript } from './typescript';

const WRITERS: Record<CodeLanguage, (request: CodeRequest) => string> = {
  curl: writeCurl,
  python: writePython,
  typescript: writeTypeScript,
  'ai-sdk': writeAiSdk,
};

/** Names that the programs have as files, for who saves them. */
export const CODE_FILES: Record<CodeLanguage, string> = {
  curl: 'request.sh',
  python: 'request.py',
  typescript: 'request.mts',
  'ai-sdk': 'request-ai-sdk.mts',
};

/** A program that sends a request and prints the answer. The key is read from the environment. */
export function writeCode(language: CodeLanguage, request: CodeRequest): string {
  return WRITERS[language](request);
}
