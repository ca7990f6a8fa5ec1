import { addFaults, NO_FAULTS, type TokenFaults } from '../../load/token-ledger';

const COUNTED = [
  'turns',
  'resumed',
  'replayed',
  'stopped',
  'deleted',
  'sentAgain',
  'cuts',
  'stalls',
  'slowLines',
  'slowReaders',
] as const;

type Counted = (typeof COUNTED)[number];

/** What happened in a soak, and what went wrong. */
export class Tally {
  readonly counts: Record<Counted, number>;
  readonly problems: string[] = [];
  faults: TokenFaults = NO_FAULTS;

  constructor() {
    const zeros = COUNTED.map((name) => [name, 0] as const);
    // `fromEntries` forgets the names it is given.
    this.counts = Object.fromEntries(zeros) as Record<Counted, number>;
  }

  count(what: Counted): void {
    this.counts[what] += 1;
  }

  addFaults(faults: TokenFaults): void {
    this.faults = addFaults(this.faults, faults);
  }

  /** Notes what is not as it should be, and says so at once. */
  note(problem: string): void {
    this.problems.push(problem);
    console.log(problem);
  }
}
