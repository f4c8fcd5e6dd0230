import { useTranslation } from 'react-i18next';
import type { BulkJob } from '../../../shared/api/bulk.ts';
import { certificateKinds } from '../../../shared/catalogue/certificate-kinds.ts';
import { useStageName } from '../applications/stage-name.ts';
import { useLocalized } from '../i18n/i18n.ts';

/** What a job does, in a line: the kind and template of a send, the stage of a move. */
export function useJobTitle(): (job: BulkJob) => string {
  const { t } = useTranslation('bulk');
  const localized = useLocalized();
  const stageName = useStageName();
  return (job) => {
    if (job.action === 'send') {
      const label = certificateKinds.find(({ kind }) => kind === job.kind)?.label;
      const kind = label ? localized(label) : '';
      return t('job.send', { kind, template: job.template ?? '' });
    }
    if (job.action !== 'move') return t(`job.${job.action}`);
    const { stage_id, stage_name } = job;
    const stage = stageName.stage({ stage_id: stage_id ?? 0, stage_name: stage_name ?? '' });
    return t('job.move', { stage: job.step_name ? `${stage} · ${job.step_name}` : stage });
  };
}
