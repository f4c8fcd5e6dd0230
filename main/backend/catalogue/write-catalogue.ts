import { columns } from '../../../shared/catalogue/columns.ts';
import { eventDefinitions } from '../../../shared/catalogue/events.ts';
import { mailTemplateGroups } from '../../../shared/catalogue/mail-templates.ts';
import { searchKeys } from '../../../shared/catalogue/search-keys.ts';
import { defaultStages, stageTypes } from '../../../shared/catalogue/stages.ts';
import {
  systemMailTemplates,
  systemTemplatesCreatedAt,
} from '../../../shared/catalogue/system-mail-templates.ts';
import type { Database } from '../../database/database.ts';

/**
 * Brings the catalogue's tables to what `shared/catalogue` says. Runs at every start, in one
 * transaction, and changes nothing that is the same already: a new entry needs no migration.
 */
export function writeCatalogue(database: Database): void {
  const stageType = database.prepare(
    `INSERT INTO stage_types(stage_type_id, key, label, position) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET key = excluded.key, label = excluded.label, position = excluded.position`,
  );
  const searchKey = database.prepare(
    `INSERT INTO search_keys(key, group_key, label, used_by_default, must_required, position)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET group_key = excluded.group_key, label = excluded.label,
       used_by_default = excluded.used_by_default, must_required = excluded.must_required,
       position = excluded.position`,
  );
  const column = database.prepare(
    `INSERT INTO columns(key, group_key, label, used_by_default, position) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET group_key = excluded.group_key, label = excluded.label,
       used_by_default = excluded.used_by_default, position = excluded.position`,
  );
  const event = database.prepare(
    `INSERT OR REPLACE INTO event_definitions(event_id, event_type, event_name, company_id, status,
       event_id_relation, method, event_desc, operate_type, sort_rate, auth)
     VALUES (@event_id, @event_type, @event_name, @company_id, @status, @event_id_relation, @method,
       @event_desc, @operate_type, @sort_rate, @auth)`,
  );
  const group = database.prepare(
    `INSERT INTO mail_template_groups(key, label, position) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET label = excluded.label, position = excluded.position`,
  );
  database.transaction(() => {
    stageTypes.forEach(({ stageTypeId, key, label }, position) => {
      stageType.run(stageTypeId, key, label.zh, position);
    });
    searchKeys.forEach((entry, position) => {
      searchKey.run(
        entry.key,
        entry.group,
        entry.label.zh,
        entry.usedByDefault ? 1 : 0,
        'mustRequired' in entry ? 1 : 0,
        position,
      );
    });
    columns.forEach((entry, position) => {
      column.run(entry.key, entry.group, entry.label.zh, entry.usedByDefault ? 1 : 0, position);
    });
    for (const definition of Object.values(eventDefinitions)) event.run(definition);
    mailTemplateGroups.forEach(({ key, label }, position) => {
      group.run(key, label, position);
    });
    writeSystemTemplates(database);
    writeDefaultProcess(database);
  })();
}

function writeSystemTemplates(database: Database): void {
  const template = database.prepare(
    `INSERT INTO mail_templates(mail_tpl_id, created_uid, title, description, tpl_group, subject,
       content, sms_content, is_default, is_share, created_at, updated_at)
     VALUES (@mailTplId, 0, @title, @description, @group, @subject, @content, @sms, 1, 0, @at, @at)
     ON CONFLICT DO UPDATE SET title = excluded.title, description = excluded.description,
       tpl_group = excluded.tpl_group, subject = excluded.subject, content = excluded.content,
       sms_content = excluded.sms_content`,
  );
  for (const entry of systemMailTemplates) {
    template.run({ ...entry, at: systemTemplatesCreatedAt });
  }
}

/** The standard process, once: its stages are the workspace's own from then on. */
function writeDefaultProcess(database: Database): void {
  if (database.prepare('SELECT 1 FROM processes LIMIT 1').get()) return;
  database.prepare(`INSERT INTO processes(process_id, name) VALUES (1, '标准流程')`).run();
  const stage = database.prepare(
    'INSERT INTO stages(stage_id, process_id, stage_type_id, name, position) VALUES (?, 1, ?, ?, ?)',
  );
  const step = database.prepare(
    'INSERT INTO steps(step_id, stage_id, name, position) VALUES (?, ?, ?, ?)',
  );
  defaultStages.forEach(({ stageId, stageTypeId, name, steps }, position) => {
    stage.run(stageId, stageTypeId, name.zh, position);
    steps.forEach(({ stepId, name: stepName }, stepPosition) => {
      step.run(stepId, stageId, stepName.zh, stepPosition);
    });
  });
}
