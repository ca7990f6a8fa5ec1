import { describe, expect, it } from 'vitest';
import { pastedFiles } from '@/lib/client/draft/pasted-files';
import { imageFile } from './fake-ports';

const clipboard = (data: Record<string, string>, files: File[] = []) => ({
  types: [...Object.keys(data), ...(files.length > 0 ? ['Files'] : [])],
  files,
  getData: (type: string) => data[type] ?? '',
});
const files = [imageFile('image.png'), imageFile('other.png')];

describe('pastedFiles', () => {
  it('takes several pictures at once', () => {
    expect(pastedFiles(clipboard({}, files))).toEqual(files);
  });
  it('takes a picture copied from a page, which comes with its markup', () => {
    expect(pastedFiles(clipboard({ 'text/html': '<img src="x">' }, files))).toEqual(files);
  });
  it('takes files whose names come as text', () => {
    expect(pastedFiles(clipboard({ 'text/plain': 'image.png\nother.png' }, files))).toEqual(files);
  });
  it('leaves text', () => {
    expect(pastedFiles(clipboard({ 'text/plain': 'hello' }))).toEqual([]);
  });
  it('leaves cells of a sheet, which come with a picture of themselves', () => {
    const cells = { 'text/plain': '1\t2', 'text/html': '<table></table>' };
    expect(pastedFiles(clipboard(cells, files))).toEqual([]);
  });
});
