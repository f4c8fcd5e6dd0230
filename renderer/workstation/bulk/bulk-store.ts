import { create } from 'zustand';
import type { SelectionInput } from '../../../shared/api/selection.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import type { BulkChoices } from './use-bulk-message.ts';

/** What is to be done to a selection; the rest is chosen in its dialog. */
export type BulkTarget = {
  readonly selection: SelectionInput;
  readonly count: number;
  /** The process whose stages a move offers. */
  readonly processId: number;
  /** Lets the selection go once the job is started. */
  onStarted(): void;
} & (
  | {
      readonly action: 'send';
      readonly kind: CertificateKindKey;
      /** What was written for it before it was taken back. */
      readonly choices?: BulkChoices;
    }
  | { readonly action: 'move' | 'eliminate' | 'restore' }
);

interface BulkState {
  /** The action whose dialog is open. */
  target: BulkTarget | undefined;
  /** The job whose results are open. */
  resultsOf: number | undefined;
  /** The list of jobs is open. */
  tray: boolean;
  openBulk(target: BulkTarget): void;
  closeBulk(): void;
  openResults(jobId: number): void;
  closeResults(): void;
  setTray(open: boolean): void;
}

/** Jobs whose end is told by whoever asked for it, where every row is done. */
export const quietJobs = new Set<number>();

/** What is open of bulk actions. */
export const useBulk = create<BulkState>((set) => ({
  target: undefined,
  resultsOf: undefined,
  tray: false,
  openBulk: (target) => set({ target, tray: false }),
  closeBulk: () => set({ target: undefined }),
  openResults: (resultsOf) => set({ resultsOf, tray: false }),
  closeResults: () => set({ resultsOf: undefined }),
  setTray: (tray) => set({ tray }),
}));
