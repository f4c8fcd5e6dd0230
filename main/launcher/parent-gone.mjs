/**
 * Calls back once when the script that npm runs has lost its shell: on SIGTERM npm ends the shell
 * between itself and the script, and the script would go on by itself, seen by nobody.
 * Does nothing where npm did not start it, so that a service or a detached process stays.
 * @param {() => void} callback
 */
export function whenParentIsGone(callback) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, 250);
  timer.unref();
}
