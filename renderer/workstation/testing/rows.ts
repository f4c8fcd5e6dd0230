import { type ApplicationRow, applicationRow } from '../../../shared/api/process.ts';

/** A row of the pipeline, as the API answers it; `changes` replace its usual values. */
export function exampleRow(changes: Partial<ApplicationRow> = {}): ApplicationRow {
  return applicationRow.parse({
    application_id: 7,
    tob_resume_id: '1511732484135936027',
    tob_position_id: 3285,
    position_name: '保安队长sy',
    resume_name: '宋海洋',
    resume_phone: '18799990000',
    resume_email: 'songhaiyang@example.com',
    process_id: 1,
    stage_type_id: 3,
    stage_id: 8,
    stage_name: 'offer',
    step_id: 3313,
    step_name: '材料收集',
    list_state: 1,
    revision: 4,
    applied_at: '2026-02-20 09:00:00',
    updated_at: '2026-03-02 09:00:00',
    reviewStatus: 2,
    interviewTime: '2026-02-25 14:00:00',
    interviewStatus: 3,
    candidateFeedback: 2,
    mailTrace: null,
    interviewTimeMatch: 2,
    offerStatus: 2,
    backgroundCheck: 3,
    incomeCertificate: null,
    degreeCertificate: null,
    offerApprove: 3,
    entryTime: null,
    entryStatus: 0,
    estimateType: 0,
    ...changes,
  });
}
