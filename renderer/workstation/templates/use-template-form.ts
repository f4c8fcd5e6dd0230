import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errors } from '../../../shared/errors.ts';
import { ApiError } from '../api/api-error.ts';
import { notifyDone, notifyUndo } from '../ui/notify.tsx';
import {
  draftOf,
  groupOfNew,
  newDraft,
  type Selection,
  sameDraft,
  type TemplateDetail,
  type TemplateDraft,
  useTemplateDrafts,
} from './template-drafts.ts';
import { saveDraft, type TemplateRow } from './template-queries.ts';

/** A draft as it was when it was sent to be saved. */
interface Sent {
  readonly selection: Selection;
  readonly draft: TemplateDraft;
  readonly revision: number;
}

/**
 * The editor's fields: the template's texts, or what was written over them and is not saved.
 * @param template as it is stored now; undefined where it is new
 */
export function useTemplateForm(
  selection: Selection,
  template: TemplateDetail | undefined,
  onSaved: (saved: TemplateDetail) => void,
) {
  const { t } = useTranslation('templates');
  const client = useQueryClient();
  const { unsaved, keep, forget } = useTemplateDrafts();
  const base = template ? draftOf(template) : newDraft(groupOfNew(selection));
  const kept = unsaved[selection];
  const draft = kept?.draft ?? base;
  // The body's editor reads its content once: where it was replaced from outside, it begins anew.
  const [editor, setEditor] = useState({ generation: 0, content: draft.email_content });
  if (editor.content !== draft.email_content) {
    setEditor({ generation: editor.generation + 1, content: draft.email_content });
  }

  const save = useMutation({
    mutationFn: (sent: Sent) => saveDraft(sent.selection, sent.draft, sent.revision),
    onSuccess: (saved, sent) => {
      const { mail_tpl_id, revision } = saved;
      client.setQueryData(['template', mail_tpl_id], saved);
      // In the list at once, so that it can be shown.
      client.setQueryData<TemplateRow[]>(['templates', saved.tpl_group], (rows) =>
        rows?.every((row) => row.mail_tpl_id !== mail_tpl_id) ? [...rows, saved] : rows,
      );
      // What was typed while it was being saved stays, and is of what it was saved as.
      const now = useTemplateDrafts.getState().unsaved[sent.selection];
      forget(sent.selection);
      if (now && !sameDraft(now.draft, sent.draft)) {
        keep(mail_tpl_id, { draft: now.draft, revision });
      }
      notifyDone(t('done.saved', { title: saved.title }));
      onSaved(saved);
      void client.invalidateQueries({ queryKey: ['templates'] });
    },
    onError: (_error, sent) => client.invalidateQueries({ queryKey: ['template', sent.selection] }),
  });

  const revision = kept?.revision ?? template?.revision ?? 0;
  return {
    draft,
    generation: editor.generation,
    dirty: !sameDraft(draft, base),
    save,
    submit: () => save.mutate({ selection, draft, revision }),
    /** Somebody else saved since the draft began. */
    conflict:
      (save.error instanceof ApiError && save.error.err_no === errors.templateChanged.number) ||
      (template !== undefined && kept !== undefined && kept.revision !== template.revision),
    change: (fields: Partial<TemplateDraft>) => {
      const next = { ...draft, ...fields };
      setEditor((current) => ({ ...current, content: next.email_content }));
      if (sameDraft(next, base)) forget(selection);
      else keep(selection, { draft: next, revision });
    },
    /** Saves over what somebody else saved. */
    overwrite: () => save.mutate({ selection, draft, revision: template?.revision ?? revision }),
    /** Goes back to what is stored; what was written can be had again. */
    discard: () => {
      forget(selection);
      save.reset();
      if (kept) notifyUndo(t('done.discarded'), () => keep(selection, kept));
    },
  };
}
