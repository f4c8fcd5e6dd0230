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
import { saveDraft } from './template-queries.ts';

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
    mutationFn: (revision: number) => saveDraft(selection, draft, revision),
    onSuccess: async (saved) => {
      client.setQueryData(['template', saved.mail_tpl_id], saved);
      // What was typed while it was being saved stays.
      const now = useTemplateDrafts.getState().unsaved[selection];
      if (!now || sameDraft(now.draft, draft)) forget(selection);
      else keep(selection, { draft: now.draft, revision: saved.revision });
      notifyDone(t('done.saved', { title: saved.title }));
      await client.invalidateQueries({ queryKey: ['templates'] });
      onSaved(saved);
    },
    onError: () => client.invalidateQueries({ queryKey: ['template', selection] }),
  });

  const revision = kept?.revision ?? template?.revision ?? 0;
  return {
    draft,
    generation: editor.generation,
    dirty: !sameDraft(draft, base),
    save,
    submit: () => save.mutate(revision),
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
    overwrite: () => save.mutate(template?.revision ?? revision),
    /** Goes back to what is stored; what was written can be had again. */
    discard: () => {
      forget(selection);
      save.reset();
      if (kept) notifyUndo(t('done.discarded'), () => keep(selection, kept));
    },
  };
}
