import 'client-only';
import { rowOffsets } from '@/lib/domain/scroll/row-window';

/** A row of a windowed list. The same object stands for the same height, until it was measured. */
export type Row = { readonly id: string };

/** The heights of all rows of a list in pixels: measured where a row was shown once, else estimated. */
export class RowHeights<Shown extends Row> {
  readonly #measured = new Map<string, number>();
  readonly #estimated = new WeakMap<Shown, number>();
  readonly #estimate: (row: Shown) => number;
  #rows: readonly Shown[] = [];
  #offsets: readonly number[] = rowOffsets([]);
  /** Rows that were measured anew since the offsets were added up. */
  readonly #changed = new Set<string>();

  constructor(estimate: (row: Shown) => number) {
    this.#estimate = estimate;
  }

  /** Notes what a row measures. */
  set(id: string, height: number): void {
    if (this.#measured.get(id) === height) return;
    this.#measured.set(id, height);
    this.#changed.add(id);
  }

  /** Where each row begins, and where the last one ends. What stands before the first change is not added up again. */
  offsetsOf(rows: readonly Shown[]): readonly number[] {
    if (rows === this.#rows && this.#changed.size === 0) return this.#offsets;
    const kept = this.#countKept(rows);
    if (kept < rows.length || kept < this.#rows.length) {
      const heights = rows.slice(kept).map((row) => this.#heightOf(row));
      this.#offsets = rowOffsets(heights, this.#offsets.slice(0, kept + 1));
    }
    this.#rows = rows;
    this.#changed.clear();
    return this.#offsets;
  }

  /** How many rows from the first on are the same as before, and as high. */
  #countKept(rows: readonly Shown[]): number {
    const kept = rows.findIndex(
      (row, index) => row !== this.#rows[index] || this.#changed.has(row.id),
    );
    return kept < 0 ? rows.length : kept;
  }

  #heightOf(row: Shown): number {
    const known = this.#measured.get(row.id) ?? this.#estimated.get(row);
    if (known !== undefined) return known;
    const height = this.#estimate(row);
    this.#estimated.set(row, height);
    return height;
  }
}
