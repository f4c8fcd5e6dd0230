import { create } from 'zustand';
import type { CertificateKindKey } from '../../../../shared/catalogue/certificate-kinds.ts';

/** Whose link is shown. */
export interface ShownLink {
  readonly token: string;
  readonly name: string;
  readonly kind: CertificateKindKey;
}

/** The dialog with a candidate's link and its QR code. */
export const useLinkDialog = create<{
  shown: ShownLink | undefined;
  open(link: ShownLink): void;
  close(): void;
}>((set) => ({
  shown: undefined,
  open: (shown) => set({ shown }),
  close: () => set({ shown: undefined }),
}));
