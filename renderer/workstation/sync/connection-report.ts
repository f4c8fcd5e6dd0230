import { useEffect } from 'react';
import { reportConnection } from '../../../shared/api/sync.ts';
import { call } from '../api/client.ts';

/** What browsers tell of the network (Network Information API); its members differ between them. */
interface NetworkInformation extends EventTarget {
  readonly type?: string;
  readonly saveData?: boolean;
  readonly metered?: boolean;
}

/** Reports count for ten minutes. */
const repeatMilliseconds = 4 * 60_000;

/** Whether what is sent costs: mobile data, or a user who saves data. */
export function isMetered(connection: Partial<NetworkInformation>): boolean {
  const { type = '', saveData = false, metered = false } = connection;
  return metered || saveData || type === 'cellular' || type === 'wimax';
}

/** Tells the workstation whether the network is metered, as long as the workspace is joined. */
export function useConnectionReport(joined: boolean): void {
  useEffect(() => {
    const { connection } = navigator as Navigator & { connection?: NetworkInformation };
    if (!joined || !connection) return;
    let reported = false;
    const report = () => {
      const metered = isMetered(connection);
      if (!metered && !reported) return;
      reported = metered;
      // The next report comes anyway.
      call(reportConnection, { metered }).catch(() => {});
    };
    report();
    connection.addEventListener('change', report);
    const timer = setInterval(report, repeatMilliseconds);
    return () => {
      connection.removeEventListener('change', report);
      clearInterval(timer);
    };
  }, [joined]);
}
