import { expect, test } from 'vitest';
import { readUploadAddress } from '@/lib/server/provider/assets/upload-address';

const ORIGIN = 'https://api.nvcf.nvidia.com';

test.each([
  'https://bucket.s3.us-west-2.amazonaws.com/assets/1?X-Amz-Signature=0a',
  'https://api.nvcf.nvidia.com/v2/nvcf/uploads/1',
])('%s is where an upload may go', (address) => {
  expect(readUploadAddress(address, ORIGIN)?.href).toBe(address);
});

test.each([
  'http://bucket.s3.amazonaws.com/1',
  'https://bucket.s3.amazonaws.com:8443/1',
  'https://user:word@bucket.s3.amazonaws.com/1',
  'https://amazonaws.com/1',
  'https://bucket.amazonaws.com.example.org/1',
  'https://example.org/bucket.amazonaws.com',
  'https://bucketamazonaws.com/1',
  'https://api.nvcf.nvidia.com.example.org/1',
  'http://api.nvcf.nvidia.com/1',
  'http://127.0.0.1/1',
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]/1',
  'https://localhost/1',
  'file:///etc/passwd',
  'ftp://bucket.s3.amazonaws.com/1',
  '/relative',
  '',
])('%s is not', (address) => {
  expect(readUploadAddress(address, ORIGIN)).toBeNull();
});
