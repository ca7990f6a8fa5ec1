// Longer than a signal to the whole group needs to get here, shorter than anybody notices.
const SAME_SIGNAL_MILLISECONDS = 150;

/**
 * Passes every wish to end on to the server as one SIGINT or SIGTERM.
 *
 * A Ctrl-C reaches this process from the terminal and once more from the wrapper; the server takes a
 * second signal for "now", so the wrapper's word counts only where no signal came. While the server
 * has no handler of its own yet, the process just ends (the first process of a container would
 * ignore the signal).
 */
export function handleSignals() {
  let isSignalled = false;
  const end = (signal) => {
    if (!isSignalled) process.emit(signal, signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      isSignalled = true;
      if (process.listenerCount(signal) === 1) process.exit(0);
    });
  }
  process.on('SIGHUP', () => end('SIGTERM'));
  process.on('message', (signal) => setTimeout(() => end(signal), SAME_SIGNAL_MILLISECONDS));
  process.once('disconnect', () => end('SIGTERM'));
  // The channel to the wrapper must not keep a finished server alive.
  process.channel?.unref();
}
