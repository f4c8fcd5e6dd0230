import { networkInterfaces } from 'node:os';
import type {
  CandidateServerState,
  saveCandidateServer,
} from '../../../shared/api/candidate-server.ts';
import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import {
  CredoError,
  type ErrorName,
  type ErrorParameters,
  errorMessage,
} from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { LiveEvents } from '../live/live-events.ts';
import { describeNetworks } from './networks.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** Where the candidates' server is to be, as the settings keep it. */
export interface SavedCandidateServer {
  enabled: boolean;
  host: string;
  port: number;
}

/** The candidates' server as the backend may ask it; its host builds it. */
export interface CandidateServerControl {
  readonly settings: SavedCandidateServer;
  readonly boundPort: number | undefined;
  readonly problem: { code: ErrorName; parameters: ErrorParameters } | undefined;
  /** Host and port come from the command line, and will again at the next start. */
  readonly fromCommandLine: boolean;
  urls(): readonly string[];
  /** @throws CredoError where network or port cannot be had; it then goes on as it was */
  apply(settings: SavedCandidateServer): Promise<void>;
}

/** Settings of the workspace keep it under this key. */
export const candidateServerKey = 'candidateServer';

/** The candidates' server as the recruiter sees and changes it. */
export class CandidateServerService {
  readonly #control: () => CandidateServerControl | undefined;
  readonly #store: WorkspaceStore;
  readonly #live: LiveEvents;

  /** @param control the server; undefined while its host has not built it */
  constructor(
    control: () => CandidateServerControl | undefined,
    store: WorkspaceStore,
    live: LiveEvents,
  ) {
    this.#control = control;
    this.#store = store;
    this.#live = live;
  }

  /** @throws CredoError `unavailable` where the host has no such server */
  get(language: Language): CandidateServerState {
    const control = this.#required();
    const { settings, boundPort, problem } = control;
    return {
      ...settings,
      running: boundPort !== undefined,
      bound_port: boundPort ?? 0,
      problem: problem ? errorMessage(problem.code, language, problem.parameters) : '',
      from_command_line: control.fromCommandLine,
      urls: [...control.urls()],
      networks: describeNetworks(networkInterfaces()),
    };
  }

  /**
   * Applies at once, then saves.
   * @throws CredoError `candidateServerPortTaken` and its like; nothing has changed then
   */
  async save(
    settings: ParsedRequestOf<typeof saveCandidateServer>,
    language: Language,
  ): Promise<CandidateServerState> {
    const control = this.#required();
    const known = [
      '0.0.0.0',
      ...describeNetworks(networkInterfaces()).map(({ address }) => address),
    ];
    if (settings.host !== control.settings.host && !known.includes(settings.host)) {
      throw new CredoError('candidateServerAddressUnknown', { host: settings.host });
    }
    await control.apply(settings);
    this.#store.set(0, candidateServerKey, settings);
    this.#live.publish({ type: 'workspace' });
    return this.get(language);
  }

  #required(): CandidateServerControl {
    const control = this.#control();
    if (!control) throw new CredoError('unavailable');
    return control;
  }
}
