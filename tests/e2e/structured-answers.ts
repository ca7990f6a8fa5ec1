/** A receipt that fits the example's schema; a cell of it would run in a spreadsheet. */
export const RECEIPT = {
  shop: 'Bäckerei Süß',
  date: '2026-11-26',
  currency: 'EUR',
  items: [
    { name: 'Rye bread', quantity: 2, price: 4.2 },
    { name: '=1+1', quantity: 1, price: 0.5 },
  ],
  total: 8.9,
};

/** The same in pieces of a few letters, as a server sends them. */
export function inPieces(value: unknown, length = 4): string[] {
  const text = JSON.stringify(value);
  const count = Math.ceil(text.length / length);
  return Array.from({ length: count }, (_, at) => text.slice(at * length, (at + 1) * length));
}
