declare module 'hoodiecrow-imap' {
  /** A message as the server takes it. */
  interface StoredMail {
    raw: string;
    uid?: number;
    flags?: string[];
    internaldate?: string;
  }
  interface Hoodiecrow {
    server: import('node:net').Server;
    listen(port: number, host: string, callback: () => void): void;
    close(callback: () => void): void;
    appendMessage(path: string, flags: string[], date: string | false, raw: string): void;
  }
  function hoodiecrow(options: {
    plugins?: string[];
    users?: Record<string, { password: string }>;
    storage?: Record<string, { messages?: StoredMail[]; uidnext?: number }>;
  }): Hoodiecrow;
  export default hoodiecrow;
}
