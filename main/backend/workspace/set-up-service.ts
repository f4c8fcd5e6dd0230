import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import type { setUpWorkspace } from '../../../shared/api/setup.ts';
import type { Workspace } from '../../../shared/api/workspace.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from './workspace-service.ts';
import type { WorkspaceSettings } from './workspace-settings.ts';
import type { WorkspaceStore } from './workspace-store.ts';

export interface SetUpParts {
  store: WorkspaceStore;
  workspace: WorkspaceService;
  settings: WorkspaceSettings;
  live: LiveEvents;
  samples: {
    /** Adds them; false where there are candidates or positions already. */
    load(): Promise<boolean>;
    /** Takes them away again, in slices. */
    remove(): Promise<void>;
  };
}

/** The first start of a workspace, and the samples. */
export class SetUpService {
  readonly #parts: SetUpParts;
  #removing = false;

  constructor(parts: SetUpParts) {
    this.#parts = parts;
  }

  /**
   * Names the company and the recruiter; where the data comes from is asked next.
   * @throws CredoError `invalidParameter`; nothing is saved then
   */
  setUp(fields: ParsedRequestOf<typeof setUpWorkspace>, language: Language): Workspace {
    const { store, workspace, settings } = this.#parts;
    const first = workspace.firstStart === 'company';
    settings.save(fields, language);
    if (first) store.set(0, 'firstStart', 'data');
    return settings.get();
  }

  /** Ends the first start. */
  finish(): Workspace {
    const { store, settings, live } = this.#parts;
    store.set(0, 'firstStart', 'done');
    live.publish({ type: 'workspace' });
    return settings.get();
  }

  /** @throws CredoError `workspaceNotEmpty` */
  async loadSamples(): Promise<Workspace> {
    if (!(await this.#parts.samples.load())) throw new CredoError('workspaceNotEmpty');
    return this.finish();
  }

  /** @throws CredoError `samplesNotLoaded` */
  async removeSamples(): Promise<Workspace> {
    const { store, workspace, settings, samples, live } = this.#parts;
    if (!workspace.hasSamples || this.#removing) throw new CredoError('samplesNotLoaded');
    this.#removing = true;
    try {
      await samples.remove();
      store.set(0, 'samples', false);
    } finally {
      this.#removing = false;
    }
    live.publish({ type: 'workspace' });
    live.publish({ type: 'applications' });
    return settings.get();
  }
}
