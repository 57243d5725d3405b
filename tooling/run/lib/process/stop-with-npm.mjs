const ONE_SECOND = 1000;

/**
 * Ends this command when npm, which started it, is gone: npm passes SIGTERM on to a shell that dies without passing it
 * further, and a server or a browser would stay behind.
 */
export function stopWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, ONE_SECOND);
  timer.unref();
}
