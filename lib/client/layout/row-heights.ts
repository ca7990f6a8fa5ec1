import 'client-only';
import { rowOffsets } from '@/lib/domain/scroll/row-window';

/** A row of a windowed list. The same object stands for the same height, until it was measured. */
export type Row = { readonly id: string };

/** The heights of all rows of a list in pixels: measured where a row was shown once, else estimated. */
export class RowHeights<Shown extends Row> {
  readonly #measured = new Map<string, number>();
  readonly #estimated = new WeakMap<Shown, number>();
  readonly #estimate: (row: Shown) => number;
  #offsets: { readonly rows: readonly Shown[]; readonly values: readonly number[] } | null = null;

  constructor(estimate: (row: Shown) => number) {
    this.#estimate = estimate;
  }

  /** Notes what a row measures. */
  set(id: string, height: number): void {
    if (this.#measured.get(id) === height) return;
    this.#measured.set(id, height);
    this.#offsets = null;
  }

  /** Where each row begins, and where the last one ends. */
  offsetsOf(rows: readonly Shown[]): readonly number[] {
    if (this.#offsets?.rows === rows) return this.#offsets.values;
    const values = rowOffsets(rows.map((row) => this.#heightOf(row)));
    this.#offsets = { rows, values };
    return values;
  }

  #heightOf(row: Shown): number {
    const known = this.#measured.get(row.id) ?? this.#estimated.get(row);
    if (known !== undefined) return known;
    const height = this.#estimate(row);
    this.#estimated.set(row, height);
    return height;
  }
}
