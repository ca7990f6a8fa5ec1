/** A step that could not be done. Its message is one plain line: what happened and what to do. */
export class EntryFailure extends Error {}

/**
 * Runs an entry script. An {@link EntryFailure} becomes its one line on stderr and exit code 1;
 * anything else is a fault of ours and keeps its stack.
 *
 * @param {() => Promise<void>} main
 */
export async function runEntry(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof EntryFailure)) throw error;
    console.error(`Tenlens: ${error.message}`);
    process.exit(1);
  }
}
