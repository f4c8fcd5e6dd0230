import { create } from 'zustand';
import type { ApplicationRow } from '../../../shared/api/process.ts';
import type { CertificateKindKey } from '../../../shared/catalogue/certificate-kinds.ts';
import { readParameter, writeParameters } from './url-state.ts';

/** What is open above the pages. Features open one another through this store alone. */
export interface UiState {
  /** The page shown: a key of `views` in slots.tsx. Kept in the URL. */
  view: string;
  /** The application whose panel is open. Kept in the URL. */
  applicationId: number | undefined;
  /** A certificate request being written. */
  sending: { application: ApplicationRow; kind: CertificateKindKey } | undefined;
  /** The certificate whose drawer is open. */
  certificate: { certificateId: number; kind: CertificateKindKey } | undefined;
  /** The workspace settings are open. */
  workspaceSettings: boolean;
  /** The section shown; their first one where undefined. Both are kept in the URL (`settings`). */
  settingsSection: string | undefined;
  /** The command palette is open. */
  palette: boolean;
  /** The sheet of keys is open: over the page, or over a dialog. */
  keySheet: 'page' | 'dialog' | undefined;
  /** The application being moved to another stage. */
  moving: ApplicationRow | undefined;
  /** The settings panel of the pipeline that is open. */
  pipelineSettings: 'searchParams' | 'columns' | undefined;
  /** The dialog of the pipeline that is open: the filter builder, or one of saved views. */
  pipelineDialog: 'filters' | 'saveView' | 'manageViews' | undefined;
  /** The import dialog, or a create dialog. */
  adding: 'import' | 'candidate' | 'position' | undefined;

  showView(view: string): void;
  openApplication(applicationId: number): void;
  closeApplication(): void;
  /** Opens the send dialog for one application and kind of certificate. */
  openSendDialog(target: { application: ApplicationRow; kind: CertificateKindKey }): void;
  closeSendDialog(): void;
  openCertificate(certificateId: number, kind: CertificateKindKey): void;
  closeCertificate(): void;
  openWorkspaceSettings(): void;
  /** Shows another section of the settings that are open. */
  showSettingsSection(section: string): void;
  /** Opens the workspace settings at one of their sections. */
  openSettingsSection(section: string): void;
  closeWorkspaceSettings(): void;
  openPalette(): void;
  closePalette(): void;
  openKeySheet(over: 'page' | 'dialog'): void;
  closeKeySheet(): void;
  openMove(application: ApplicationRow): void;
  closeMove(): void;
  openPipelineSettings(panel: 'searchParams' | 'columns'): void;
  closePipelineSettings(): void;
  openPipelineDialog(dialog: NonNullable<UiState['pipelineDialog']>): void;
  closePipelineDialog(): void;
  openAdding(what: 'import' | 'candidate' | 'position'): void;
  closeAdding(): void;
}

function fromUrl() {
  const applicationId = Number(readParameter('application'));
  return {
    view: readParameter('view') ?? 'pipeline',
    applicationId:
      Number.isSafeInteger(applicationId) && applicationId > 0 ? applicationId : undefined,
  };
}

export const useUi = create<UiState>((set, get) => ({
  ...fromUrl(),
  sending: undefined,
  certificate: undefined,
  workspaceSettings: readParameter('settings') !== undefined,
  settingsSection: readParameter('settings'),
  palette: false,
  keySheet: undefined,
  moving: undefined,
  pipelineSettings: undefined,
  pipelineDialog: undefined,
  adding: undefined,

  showView(view) {
    writeParameters({ view: view === 'pipeline' ? undefined : view, application: undefined }, true);
    set({ view, applicationId: undefined });
  },
  openApplication(applicationId) {
    // A step back closes the panel; going from record to record in it is no step.
    writeParameters({ application: String(applicationId) }, get().applicationId === undefined);
    set({ applicationId });
  },
  closeApplication() {
    writeParameters({ application: undefined });
    set({ applicationId: undefined });
  },
  openSendDialog: (sending) => set({ sending }),
  closeSendDialog: () => set({ sending: undefined }),
  openCertificate: (certificateId, kind) => set({ certificate: { certificateId, kind } }),
  closeCertificate: () => set({ certificate: undefined }),
  openWorkspaceSettings() {
    useUi.getState().openSettingsSection('company');
  },
  openSettingsSection(settingsSection) {
    writeParameters({ settings: settingsSection });
    set({ workspaceSettings: true, settingsSection });
  },
  showSettingsSection(settingsSection) {
    writeParameters({ settings: settingsSection });
    set({ settingsSection });
  },
  closeWorkspaceSettings() {
    writeParameters({ settings: undefined });
    set({ workspaceSettings: false });
  },
  openPalette: () => set({ palette: true }),
  closePalette: () => set({ palette: false }),
  openKeySheet: (keySheet) => set({ keySheet }),
  closeKeySheet: () => set({ keySheet: undefined }),
  openMove: (moving) => set({ moving }),
  closeMove: () => set({ moving: undefined }),
  openPipelineSettings: (pipelineSettings) => set({ pipelineSettings }),
  closePipelineSettings: () => set({ pipelineSettings: undefined }),
  openPipelineDialog: (pipelineDialog) => set({ pipelineDialog }),
  closePipelineDialog: () => set({ pipelineDialog: undefined }),
  openAdding: (adding) => set({ adding }),
  closeAdding: () => set({ adding: undefined }),
}));

window.addEventListener('popstate', () => useUi.setState(fromUrl()));
