const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** FNV-1a over the text's UTF-16 units, 64 bits. */
function fnv1a(text: string): bigint {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * FNV_PRIME);
  }
  return hash;
}

/** Nine letters and digits that a text makes: the same text, the same hash, on every machine. */
export function shortHash(text: string): string {
  let rest = fnv1a(text);
  let hash = '';
  for (let place = 0; place < 9; place += 1) {
    hash += ALPHABET[Number(rest % 62n)];
    rest /= 62n;
  }
  return hash;
}
