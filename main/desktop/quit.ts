import { app } from 'electron';

/** A part that hangs must not keep the user from quitting. */
const stopMilliseconds = 4500;

/** Lets the application quit only after `stop`, or after a while without it. */
export function quitAfter(stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    Promise.race([stop(), elapsed(stopMilliseconds)]).finally(() => {
      state = 'stopped';
      app.quit();
    });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
