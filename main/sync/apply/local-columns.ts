type LocalColumns = Readonly<Record<string, Readonly<Record<string, string>>>>;

const nextChange = '(SELECT coalesce(MAX(changed_sequence), 0) + 1 FROM applications)';

/**
 * Columns that do not sync and that a new row needs, as SQL: what each device counts and derives for
 * itself. An entry an entity that has such columns.
 */
export const insertedLocally: LocalColumns = {
  applications: { changed_sequence: nextChange, applied_sequence: nextChange },
  certificates: { review_status: '0' },
};

/** Columns that follow when a synced one changes. */
export const updatedLocally: LocalColumns = {
  applications: { changed_sequence: nextChange, revision: 'revision + 1' },
  mail_templates: { revision: 'revision + 1' },
};
