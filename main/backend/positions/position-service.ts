import type { createPosition, listPositions } from '../../../shared/api/candidates.ts';
import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import type { ApplicationStore } from '../applications/application-store.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { PositionStore } from './position-store.ts';

/** Creates and lists positions. Names may repeat: two branches may look for the same job. */
export class PositionService {
  readonly #positions: PositionStore;
  readonly #applications: ApplicationStore;
  readonly #workspace: WorkspaceService;
  readonly #live: LiveEvents;

  constructor(
    positions: PositionStore,
    applications: ApplicationStore,
    workspace: WorkspaceService,
    live: LiveEvents,
  ) {
    this.#positions = positions;
    this.#applications = applications;
    this.#workspace = workspace;
    this.#live = live;
  }

  create(fields: ParsedRequestOf<typeof createPosition>): ResultsOf<typeof createPosition> {
    const tob_position_id = this.#applications.createPosition({
      name: fields.position_name,
      department: fields.department,
    });
    this.#live.publish({ type: 'applications' });
    return { tob_position_id };
  }

  list(fields: ParsedRequestOf<typeof listPositions>): ResultsOf<typeof listPositions> {
    const { keyword, tob_position_id: positionId, size, page } = fields;
    const { total, rows } = this.#positions.list(keyword, positionId, size, page);
    return {
      pagination: { page, size, total },
      dataList: rows.map(
        ({ tob_position_id, name, department, application_count, created_at }) => ({
          tob_position_id,
          position_name: name,
          department,
          application_count,
          created_at: this.#workspace.formatTime(created_at),
        }),
      ),
    };
  }
}
