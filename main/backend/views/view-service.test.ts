import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../shared/api/events.ts';
import { type FilterGroup, filterLimits } from '../../../shared/api/list-filter.ts';
import { type ViewKind, type ViewState, viewLimits, viewState } from '../../../shared/api/views.ts';
import type { Role } from '../../../shared/catalogue/roles.ts';
import { createTestBackend, type TestBackend } from '../test-backend.ts';
import { ViewService } from './view-service.ts';
import { ViewStore } from './view-store.ts';

const stage = { stage_type_id: 3, process_id: 0 };
const state = (fields: Partial<ViewState> = {}): ViewState => viewState.parse(fields);

let backend: TestBackend;
let events: LiveEvent[];
const people: Record<Role, number> = { administrator: 1, recruiter: 2, reviewer: 3 };

/** The service as one user of the workspace calls it. */
function as(role: Role, uid = people[role]): ViewService {
  const { database, live, platform, workspace } = backend;
  return new ViewService({
    ...{ database, live, platform },
    store: new ViewStore(database),
    user: () => ({ uid, role }),
    formatTime: (milliseconds) => workspace.formatTime(milliseconds),
  });
}

beforeEach(() => {
  backend = createTestBackend();
  backend.database.exec(`
    INSERT INTO users(uid, top_id, parent_id, name, role, created_at) VALUES
      (2, 1, 1, '李招聘', 'recruiter', 0), (3, 1, 1, '陈评审', 'reviewer', 0),
      (4, 1, 1, '周招聘', 'recruiter', 0);`);
  events = [];
  backend.live.subscribe((event) => events.push(event));
});
afterEach(() => backend.dispose());

const create = (who: ViewService, kind: ViewKind, name: string = kind, fields = {}) =>
  who.create({ ...stage, name, kind, state: state(fields), overlay_of: 0 });
const names = (who: ViewService) => who.list(stage).data.map(({ name }) => name);
const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return 'nothing';
};

describe('who may do what', () => {
  it('gives each role its kinds of views', () => {
    expect(as('administrator').list(stage).allowed_kinds).toHaveLength(4);
    expect(refusal(() => create(as('recruiter'), 'default'))).toBe('viewKindNotAllowed');
    expect(refusal(() => create(as('reviewer'), 'shared'))).toBe('viewKindNotAllowed');
    expect(create(as('reviewer'), 'private')).toMatchObject({ owner_uid: 3, can_manage: true });
  });

  it.each<[ViewKind, Role, 'update' | 'manage', boolean]>([
    ['default', 'recruiter', 'update', false],
    ['default', 'recruiter', 'manage', false],
    ['shared', 'recruiter', 'update', true],
    ['shared', 'recruiter', 'manage', false],
    ['shared', 'reviewer', 'update', false],
    ['locked', 'recruiter', 'update', false],
    ['locked', 'recruiter', 'manage', false],
  ])('an administrator’s %s view: a %s may %s it: %s', (kind, role, what, allowed) => {
    const { view_id, revision } = create(as('administrator'), kind);
    const other = as(role);
    expect(other.get(view_id)).toMatchObject({ [`can_${what}`]: allowed });
    const attempts =
      what === 'update'
        ? [() => other.update({ view_id, revision, state: state({ keyword: '宋' }) })]
        : [
            () => other.change({ view_id, name: '新名' }),
            () => other.change({ view_id, kind: 'private' as const }),
            () => other.order([view_id]),
            () => other.delete(view_id),
          ];
    for (const attempt of attempts) {
      expect(refusal(attempt)).toBe(allowed ? 'nothing' : 'viewNotEditable');
    }
  });

  it('lets an administrator do so with a recruiter’s locked view, but not take it away', () => {
    const { view_id } = create(as('recruiter'), 'locked');
    const administrator = as('administrator');
    expect(administrator.change({ view_id, name: '锁定', kind: 'shared' })).toMatchObject({
      name: '锁定',
      kind: 'shared',
      owner_uid: 2,
    });
    expect(refusal(() => administrator.change({ view_id, kind: 'private' }))).toBe(
      'viewNotEditable',
    );
    expect(administrator.delete(view_id)).toBe(true);
  });

  it('shows a private view to nobody else, by whatever way', () => {
    const { view_id } = create(as('recruiter'), 'private');
    const administrator = as('administrator');
    expect(names(administrator)).toEqual([]);
    for (const attempt of [
      () => administrator.get(view_id),
      () => administrator.update({ view_id, revision: 1, state: state() }),
      () => administrator.delete(view_id),
      () => administrator.saveOverlay({ view_id, base_revision: 1, state: state() }),
    ]) {
      expect(refusal(attempt)).toBe('viewNotFound');
    }
  });
});

describe('a view', () => {
  it('is changed by compare and swap, the second of two is told by whom', () => {
    const { view_id, revision } = create(as('administrator'), 'shared', '在等的');
    const saved = as('recruiter').update({ view_id, revision, state: state({ keyword: '宋' }) });
    expect(saved).toMatchObject({ revision: 2, updated_name: '李招聘', state: { keyword: '宋' } });
    expect(() => as('administrator').update({ view_id, revision, state: state() })).toThrow(
      'has changed the view “在等的”',
    );
    expect(as('administrator').get(view_id).state.keyword).toBe('宋');
  });

  it('has a name of its own among those its users see', () => {
    const recruiter = as('recruiter');
    create(recruiter, 'shared', '学历 待审');
    expect(refusal(() => create(as('administrator'), 'locked', ' 学历　待审 '))).toBe(
      'viewNameTaken',
    );
    const own = create(recruiter, 'private', '学历 待审');
    expect(refusal(() => recruiter.change({ view_id: own.view_id, kind: 'shared' }))).toBe(
      'viewNameTaken',
    );
    expect(recruiter.change({ view_id: own.view_id, name: '学历 待审' }).kind).toBe('private');
    expect(
      recruiter.create({
        ...{ stage_type_id: 2, process_id: 0, overlay_of: 0 },
        ...{ name: '学历 待审', kind: 'shared', state: state() },
      }).stage_type_id,
    ).toBe(2);
  });

  it('is one default a stage: the one before is shared from then on', () => {
    const administrator = as('administrator');
    const first = create(administrator, 'default', '一');
    const second = create(administrator, 'default', '二');
    const kinds = () => administrator.list(stage).data.map(({ name, kind }) => `${name} ${kind}`);
    expect(kinds()).toEqual(['二 default', '一 shared']);
    administrator.change({ view_id: first.view_id, kind: 'default' });
    expect(kinds()).toEqual(['一 default', '二 shared']);
    administrator.change({ view_id: second.view_id, kind: 'default' });
    administrator.delete(second.view_id);
    administrator.change({ view_id: first.view_id, kind: 'default' });
    expect(administrator.restore(second.view_id).kind).toBe('shared');
  });

  it('stands in the order given, the others where they were', () => {
    const recruiter = as('recruiter');
    const [one, two, three, four] = ['一', '二', '三', '四'].map((name) =>
      create(recruiter, 'private', name),
    );
    const locked = create(as('administrator'), 'locked', '锁');
    const shared = create(as('administrator'), 'shared', '共');
    recruiter.order([four, two, one].map((view) => view?.view_id ?? 0));
    expect(names(recruiter)).toEqual(['锁', '共', '四', '二', '三', '一']);
    as('administrator').order([shared.view_id, locked.view_id]);
    expect(names(recruiter).slice(0, 2)).toEqual(['共', '锁']);
    expect(refusal(() => recruiter.order([three?.view_id ?? 0, 999]))).toBe('viewNotFound');
  });

  it('belongs to a process, or to every one', () => {
    const recruiter = as('recruiter');
    create(recruiter, 'private', '全部流程');
    const of = { stage_type_id: 3, overlay_of: 0, kind: 'private' as const, state: state() };
    recruiter.create({ ...of, process_id: 1, name: '标准流程' });
    expect(names(recruiter)).toEqual(['全部流程']);
    expect(recruiter.list({ stage_type_id: 3, process_id: 1 }).data).toHaveLength(2);
    expect(refusal(() => recruiter.create({ ...of, process_id: 99, name: '无' }))).toBe(
      'stageNotFound',
    );
  });

  it('keeps to the limits of number and size, and to positions that exist', () => {
    const recruiter = as('recruiter');
    const { view_id } = create(recruiter, 'private', '第一');
    const filter: FilterGroup = {
      op: 'and',
      items: Array.from({ length: filterLimits.leaves }, () => ({
        ...{ column: 'resume_name', operator: 'contains' as const },
        value: '宋'.repeat(filterLimits.textLength),
      })),
    };
    const columns = Array.from({ length: 200 }, (_, index) => ({
      key: String(index).padStart(64, '-'),
      ...{ width: null, pin: 'none' as const, visible: true },
    }));
    const large = state({ filter });
    expect(recruiter.update({ view_id, revision: 1, state: large }).revision).toBe(2);
    const tooLarge = { ...large, layout: { density: 'normal' as const, columns } };
    expect(refusal(() => recruiter.update({ view_id, revision: 2, state: tooLarge }))).toBe(
      'viewTooLarge',
    );
    expect(
      refusal(() => recruiter.update({ view_id, revision: 2, state: state({ position_id: 9 }) })),
    ).toBe('positionNotFound');
    const insert = backend.database.prepare(
      `INSERT INTO saved_views(name, kind, owner_uid, stage_type_id, state, position, created_at,
         updated_at, updated_uid) VALUES (?, 'private', 2, 1, '{}', 0, 0, 0, 2)`,
    );
    for (let count = 1; count < viewLimits.owned; count += 1) insert.run(String(count));
    expect(refusal(() => create(recruiter, 'private', '多一个'))).toBe('viewLimitReached');
    recruiter.delete(view_id);
    expect(create(recruiter, 'private', '多一个').name).toBe('多一个');
  });

  it('is read without what has lost its meaning since', () => {
    const { view_id } = create(as('recruiter'), 'private', '旧', { keyword: '宋' });
    backend.database
      .prepare('UPDATE saved_views SET state = ? WHERE view_id = ?')
      .run(
        '{"keyword":"宋","search_params":{"degreeStatus":2,"goneStatus":1},"sort":99,"colour":1}',
        view_id,
      );
    expect(as('recruiter').get(view_id).state).toEqual(
      state({ keyword: '宋', search_params: { degreeStatus: 2 } }),
    );
  });
});

describe('an overlay', () => {
  const mine = state({ search_params: { degreeStatus: 2 } });

  it('is its user’s alone and touches nobody’s view', () => {
    const { view_id } = create(as('administrator'), 'shared');
    const changed = as('recruiter').saveOverlay({ view_id, base_revision: 1, state: mine });
    expect(changed).toMatchObject({
      state: { search_params: {} },
      overlay: { state: { search_params: { degreeStatus: 2 } }, base_revision: 1 },
    });
    expect(as('recruiter', 4).get(view_id).overlay).toBeNull();
    expect(as('administrator').list(stage).data[0]?.overlay).toBeNull();
  });

  it('ends with Update, Reset, and when it says what the view says', () => {
    const recruiter = as('recruiter');
    const { view_id } = create(recruiter, 'private');
    const put = (next = mine, base_revision = 1) =>
      recruiter.saveOverlay({ view_id, base_revision, state: next });
    put();
    expect(recruiter.update({ view_id, revision: 1, state: mine }).overlay).toBeNull();
    expect(put(state(), 2).overlay).not.toBeNull();
    expect(put(mine, 2).overlay).toBeNull();
    put(state(), 2);
    recruiter.dropOverlay(view_id);
    expect(recruiter.get(view_id)).toMatchObject({ overlay: null, state: mine });
  });

  it('stays when the view changes underneath, until its user decides', () => {
    const { view_id } = create(as('administrator'), 'shared');
    const recruiter = as('recruiter');
    recruiter.saveOverlay({ view_id, base_revision: 1, state: mine });
    as('administrator').update({ view_id, revision: 1, state: state({ keyword: '别人' }) });
    expect(recruiter.get(view_id)).toMatchObject({
      revision: 2,
      overlay: { base_revision: 1, state: mine },
    });
    expect(refusal(() => recruiter.update({ view_id, revision: 1, state: mine }))).toBe(
      'viewChanged',
    );
    const kept = recruiter.saveOverlay({ view_id, base_revision: 2, state: mine });
    expect(kept.overlay?.base_revision).toBe(2);
    expect(recruiter.update({ view_id, revision: 2, state: mine }).revision).toBe(3);
  });

  it.each(['deleted', 'made private'] as const)('outlives a view that is %s', (how) => {
    const owner = as('recruiter', 4);
    const { view_id } = create(owner, 'shared');
    const recruiter = as('recruiter');
    recruiter.saveOverlay({ view_id, base_revision: 1, state: mine });
    if (how === 'deleted') owner.delete(view_id);
    else {
      const changed = owner.change({ view_id, kind: 'private' });
      // What the owner does with it from now on is nobody else's to see.
      owner.update({
        view_id: changed.view_id,
        revision: changed.revision,
        state: state({ keyword: '机密' }),
      });
      expect(JSON.stringify(recruiter.get(view_id))).not.toContain('机密');
      expect(JSON.stringify(recruiter.list(stage))).not.toContain('机密');
    }

    expect(names(as('administrator'))).toEqual([]);
    expect(recruiter.list(stage).data).toMatchObject([
      { availability: 'deleted', can_update: false, can_manage: false, overlay: { state: mine } },
    ]);
    const next = state({ keyword: '还在改' });
    expect(
      recruiter.saveOverlay({ view_id, base_revision: 1, state: next }).overlay?.state.keyword,
    ).toBe('还在改');
    const saved = recruiter.create({
      ...{ ...stage, name: '我的', kind: 'private' },
      ...{ state: next, overlay_of: view_id },
    });
    expect(recruiter.list(stage).data.map((view) => view.view_id)).toEqual([saved.view_id]);
    expect(refusal(() => recruiter.get(view_id))).toBe('viewNotFound');
  });

  it('tells screens of the change', async () => {
    const { view_id } = create(as('recruiter'), 'private');
    await new Promise((resolve) => setImmediate(resolve));
    events.length = 0;
    as('recruiter').saveOverlay({ view_id, base_revision: 1, state: mine });
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual([{ type: 'view', view_id }]);
  });
});
