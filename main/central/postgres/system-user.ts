import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whom PostgreSQL runs as; it refuses to be the superuser. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const ownName = 'credo-postgres';
/** Looked for in this order; the last is on every system. */
const names = [ownName, 'postgres', 'nobody'];

/**
 * The user to run PostgreSQL as, where this process is the superuser (containers, servers); undefined
 * where it is not, and PostgreSQL runs as it is. Makes a user of its own where the system lets it.
 */
export function postgresUser(): SystemUser | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const users = systemUsers();
  if (!users.has(ownName) && !users.has('postgres')) {
    try {
      execFileSync('useradd', ['--system', '--no-create-home', '--user-group', ownName], {
        stdio: 'ignore',
      });
    } catch {
      // A minimal system without the tool: another user will do.
    }
  }
  const found = systemUsers();
  return names.map((name) => found.get(name)).find((user) => user !== undefined);
}

function systemUsers(): Map<string, SystemUser> {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
}
