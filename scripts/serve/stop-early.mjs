/**
 * Ends the process on a signal while the server has no handler of its own yet (as the first process
 * of a container it would ignore the signal), and stops it when the wrapper that started it is gone.
 */
export function stopEarly() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    const stop = () => {
      if (process.listenerCount(signal) === 1) process.exit(0);
    };
    process.on(signal, stop);
  }
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel to the wrapper must not keep a finished server alive.
  process.channel?.unref();
}
