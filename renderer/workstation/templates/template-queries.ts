import {
  queryOptions,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import {
  copyTpl,
  createTpl,
  deleteTpl,
  listTpl,
  restoreTpl,
  saveTpl,
  setDefaultTpl,
  shareTpl,
} from '../../../shared/api/mail-templates.ts';
import { listApplications, listType } from '../../../shared/api/process.ts';
import { mailTemplateGroups } from '../../../shared/catalogue/mail-templates.ts';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';
import { notifyDone, notifyError, notifyUndo } from '../ui/notify.tsx';
import { groupOfNew, type Selection, type TemplateDraft } from './template-drafts.ts';

export type TemplateRow = ResultsOf<typeof listTpl>['data'][number];

const largestPage = 200;

/** Every template of a group that the user may use, the default first. */
export function templatesOfGroup(group: string) {
  return queryOptions({
    queryKey: ['templates', group],
    queryFn: async ({ signal }) => {
      const templates: TemplateRow[] = [];
      for (let page = 1; ; page += 1) {
        const request = { tpl_group: group, page, size: largestPage };
        const { data, pagination } = await call(listTpl, request, { signal });
        templates.push(...data);
        if (data.length === 0 || templates.length >= pagination.total) break;
      }
      return templates.toSorted((one, other) => other.is_default - one.is_default);
    },
    // A template edited elsewhere must not be sent as it was.
    staleTime: 0,
  });
}

/** The templates of every group, in the catalogue's order. */
export function useAllTemplates() {
  return useQueries({
    queries: mailTemplateGroups.map(({ key }) => templatesOfGroup(key)),
    combine: (answers) => ({
      // All at once: a list that grows group by group moves under the pointer.
      groups: answers.some(({ isPending }) => isPending)
        ? []
        : mailTemplateGroups.map(({ key }, index) => ({
            key,
            templates: answers[index]?.data ?? [],
          })),
      isPending: answers.some(({ isPending }) => isPending),
      error: answers.find(({ data, error }) => error && !data)?.error ?? null,
      refetch: () => {
        for (const answer of answers) void answer.refetch();
      },
    }),
  });
}

/** Fetches templates again whenever one changes, here or in another window. */
export function useTemplateLiveUpdates(): void {
  const client = useQueryClient();
  useLiveEvents(({ type }) => {
    if (type !== 'template' && type !== 'reconnected') return;
    void client.invalidateQueries({ queryKey: ['templates'] });
    void client.invalidateQueries({ queryKey: ['template'] });
  });
}

/** Saves a draft over a revision of its template, or as a new template of its group. */
export function saveDraft(selection: Selection, draft: TemplateDraft, revision: number) {
  const group = groupOfNew(selection);
  return group === undefined
    ? call(saveTpl, { mail_tpl_id: Number(selection), revision, ...draft })
    : call(createTpl, { tpl_group: group, ...draft });
}

/** What the header's buttons do; failures are told. */
export function useTemplateActions(select: (selection: Selection | undefined) => void) {
  const { t } = useTranslation('templates');
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['templates'] }),
      client.invalidateQueries({ queryKey: ['template'] }),
    ]);
  const restore = useMutation({
    mutationFn: (mail_tpl_id: number) => call(restoreTpl, { mail_tpl_id }),
    onSuccess: ({ mail_tpl_id }) => select(mail_tpl_id),
    onError: (error) => notifyError(error, { title: t('failed.restore') }),
    onSettled: refresh,
  });
  const copy = useMutation({
    mutationFn: (mail_tpl_id: number) => call(copyTpl, { mail_tpl_id }),
    onSuccess: async ({ mail_tpl_id, title }) => {
      await refresh();
      select(mail_tpl_id);
      notifyDone(t('done.copied', { title }));
    },
    onError: (error) => notifyError(error, { title: t('failed.copy') }),
  });
  const remove = useMutation({
    mutationFn: ({ mail_tpl_id }: { mail_tpl_id: number; title: string }) =>
      call(deleteTpl, { mail_tpl_id }),
    onSuccess: (_done, { mail_tpl_id, title }) => {
      select(undefined);
      notifyUndo(t('done.deleted', { title }), () => restore.mutate(mail_tpl_id));
    },
    onError: (error) => notifyError(error, { title: t('failed.delete') }),
    onSettled: refresh,
  });
  const share = useMutation({
    mutationFn: ({ mail_tpl_id, shared }: { mail_tpl_id: number; shared: boolean }) =>
      call(shareTpl, { mail_tpl_id, is_share: shared ? 1 : 0 }),
    onError: (error) => notifyError(error, { title: t('failed.share') }),
    onSettled: refresh,
  });
  const setDefault = useMutation({
    mutationFn: (mail_tpl_id: number) => call(setDefaultTpl, { mail_tpl_id }),
    onError: (error) => notifyError(error, { title: t('failed.setDefault') }),
    onSettled: refresh,
  });
  return { copy, remove, share, setDefault };
}

const candidatesOfStage = 8;

/** Applications of any stage that a keyword finds; without one, the newest of each stage. */
export function useCandidates(keyword: string) {
  return useQuery({
    queryKey: ['template-candidates', keyword],
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(
        stageTypes.map(({ stageTypeId }) =>
          call(
            listApplications,
            {
              stage_type_id: stageTypeId,
              keyword,
              list_type: listType.all,
              page: 1,
              size: candidatesOfStage,
            },
            { signal },
          ),
        ),
      );
      return answers.flatMap(({ dataList }) => dataList);
    },
    staleTime: 0,
  });
}
