import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '@/lib/domain/egress/is-public-address';
import { webAddressFlaw } from '@/lib/domain/egress/web-address-flaw';

/** As a stranger writes them: what is judged is what `URL` makes of them. */
const judge = (text: string) => (URL.canParse(text) ? webAddressFlaw(new URL(text)) : 'form');

describe('addresses that are asked', () => {
  test.each([
    'https://example.org',
    'http://example.org/path?q=1#part',
    'https://example.org:443/',
    'http://example.org:80/',
    'https://sub.domain.example.org./',
    'https://bücher.example/',
    'http://93.184.216.34/',
    'https://[2606:4700:4700::1111]/',
    'https://1.1.1.1/',
  ])('%s', (address) => expect(judge(address)).toBeNull());
});

describe('addresses that are not', () => {
  test.each([
    ['', 'form'],
    ['example.org', 'form'],
    ['//example.org', 'form'],
    ['http://', 'form'],
    ['http://256.256.256.256/', 'form'],
    ['http://[::1', 'form'],
    ['http://exa mple.org/', 'form'],
    ['file:///etc/passwd', 'scheme'],
    ['ftp://example.org/', 'scheme'],
    ['gopher://example.org/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,hi', 'scheme'],
    ['ws://example.org/', 'scheme'],
    ['blob:https://example.org/1', 'scheme'],
    ['https://user@example.org/', 'credentials'],
    ['https://user:pass@example.org/', 'credentials'],
    ['https://example.org@127.0.0.1/', 'credentials'],
    ['http://example.org:22/', 'port'],
    ['http://example.org:8080/', 'port'],
    ['http://example.org:443/', 'port'],
    ['https://example.org:80/', 'port'],
    ['http://localhost/', 'host'],
    ['http://localhost./', 'host'],
    ['http://LOCALHOST/', 'host'],
    ['http://intranet/', 'host'],
    ['http://metadata/', 'host'],
    ['http://127.0.0.1/', 'host'],
    ['http://127.1/', 'host'],
    ['http://127.0.0.1./', 'host'],
    ['http://0177.0.0.1/', 'host'],
    ['http://0x7f.0.0.1/', 'host'],
    ['http://0x7f000001/', 'host'],
    ['http://2130706433/', 'host'],
    ['http://017700000001/', 'host'],
    ['http://127。0。0。1/', 'host'],
    ['http://①②⑦.⓪.⓪.①/', 'host'],
    ['http://0/', 'host'],
    ['http://0.0.0.0/', 'host'],
    ['http://10.0.0.1/', 'host'],
    ['http://172.16.0.1/', 'host'],
    ['http://172.31.255.255/', 'host'],
    ['http://192.168.0.1/', 'host'],
    ['http://169.254.169.254/latest/meta-data/', 'host'],
    ['http://100.64.0.1/', 'host'],
    ['http://100.100.100.200/', 'host'],
    ['http://192.0.0.192/', 'host'],
    ['http://198.18.0.1/', 'host'],
    ['http://224.0.0.1/', 'host'],
    ['http://255.255.255.255/', 'host'],
    ['http://[::]/', 'host'],
    ['http://[::1]/', 'host'],
    ['http://[0:0:0:0:0:0:0:1]/', 'host'],
    ['http://[::ffff:127.0.0.1]/', 'host'],
    ['http://[::ffff:a9fe:a9fe]/', 'host'],
    ['http://[::ffff:93.184.216.34]/', 'host'],
    ['http://[::127.0.0.1]/', 'host'],
    ['http://[64:ff9b::7f00:1]/', 'host'],
    ['http://[64:ff9b:1::a00:1]/', 'host'],
    ['http://[2002:7f00:1::]/', 'host'],
    ['http://[2001:0:7f00:1::]/', 'host'],
    ['http://[fe80::1]/', 'host'],
    ['http://[fc00::1]/', 'host'],
    ['http://[fd00:ec2::254]/', 'host'],
    ['http://[ff02::1]/', 'host'],
    ['http://[2001:db8::1]/', 'host'],
    ['http://[100::1]/', 'host'],
  ])('%s: %s', (address, flaw) => expect(judge(address)).toBe(flaw));
});

describe('ranges that are special', () => {
  test.each([
    ['0.0.0.0', '0.255.255.255', '1.0.0.0'],
    ['10.0.0.0', '10.255.255.255', '11.0.0.0'],
    ['100.64.0.0', '100.127.255.255', '100.128.0.0'],
    ['127.0.0.0', '127.255.255.255', '128.0.0.0'],
    ['169.254.0.0', '169.254.255.255', '169.255.0.0'],
    ['172.16.0.0', '172.31.255.255', '172.32.0.0'],
    ['192.0.0.0', '192.0.0.255', '192.0.1.0'],
    ['192.0.2.0', '192.0.2.255', '192.0.3.0'],
    ['192.88.99.0', '192.88.99.255', '192.88.100.0'],
    ['192.168.0.0', '192.168.255.255', '192.169.0.0'],
    ['198.18.0.0', '198.19.255.255', '198.20.0.0'],
    ['198.51.100.0', '198.51.100.255', '198.51.101.0'],
    ['203.0.113.0', '203.0.113.255', '203.0.114.0'],
    ['2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:200::'],
    ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db9::'],
    ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2003::'],
    ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff:1000::'],
  ])('from %s to %s, and no further: %s', (first, last, behind) => {
    expect([first, last, behind].map(isPublicAddress)).toEqual([false, false, true]);
  });

  test.each(['224.0.0.0', '240.0.0.0', '255.255.255.255', '1fff::', '4000::', 'ffff::', '::'])(
    '%s, up to the end',
    (address) => expect(isPublicAddress(address)).toBe(false),
  );

  test.each([
    '',
    'example.org',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.256',
    '1::2::3',
    'fe80::1%eth0',
    '2606:4700',
    '2606:4700::1%1',
    'g::',
  ])('what is no address is not public: %s', (address) =>
    expect(isPublicAddress(address)).toBe(false),
  );
});
