import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addTplFile,
  removeTplFile,
  restoreTplFile,
  type TemplateFile,
} from '../../../shared/api/template-files.ts';
import { call, upload } from '../api/client.ts';
import { notifyError, notifyUndo } from '../ui/notify.tsx';

/** A file that was not added, and why. */
export interface RefusedFile {
  readonly name: string;
  readonly reason: string;
}

/** Adds and removes the files of a template; they are stored at once, apart from its texts. */
export function useTemplateFiles(templateId: number) {
  const { t } = useTranslation('templates');
  const client = useQueryClient();
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['templates'] }),
      client.invalidateQueries({ queryKey: ['template', templateId] }),
    ]);
  const add = useMutation({
    // One after another, so that they stand in the order they were chosen in.
    mutationFn: async (files: readonly File[]) => {
      const failures: RefusedFile[] = [];
      for (const file of files) {
        const form = new FormData();
        form.append('mail_tpl_id', String(templateId));
        form.append('file', file);
        try {
          await upload(addTplFile, form);
        } catch (error) {
          failures.push({ name: file.name, reason: (error as Error).message });
        }
      }
      return failures;
    },
    onMutate: () => setRefused([]),
    onSuccess: setRefused,
    onSettled: refresh,
  });
  const restore = useMutation({
    mutationFn: (template_file_id: number) => call(restoreTplFile, { template_file_id }),
    onError: (error) => notifyError(error, { title: t('files.failed.restore') }),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: ({ template_file_id }: TemplateFile) => call(removeTplFile, { template_file_id }),
    onSuccess: (_done, { template_file_id, name }) => {
      setRefused([]);
      notifyUndo(t('files.removed', { name }), () => restore.mutate(template_file_id));
    },
    onError: (error) => notifyError(error, { title: t('files.failed.remove') }),
    onSettled: refresh,
  });
  return { add, remove, refused, forgive: () => setRefused([]) };
}
