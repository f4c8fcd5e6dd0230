/** An entry of `/atsng/atsConfig/eventList`, fields in the reference's order. */
export interface EventDefinition {
  readonly event_id: number;
  readonly event_type: string;
  readonly event_name: string;
  readonly company_id: number;
  readonly status: number;
  readonly event_id_relation: number;
  /** The endpoint that causes the event. */
  readonly method: string;
  readonly event_desc: string;
  readonly operate_type: number;
  readonly sort_rate: number;
  readonly auth: number;
}

function event(
  event_id: number,
  event_type: string,
  event_name: string,
  method: string,
  sort_rate: number,
  event_desc: string = event_name,
): EventDefinition {
  return {
    event_id,
    event_type,
    event_name,
    company_id: 0,
    status: 1,
    event_id_relation: 0,
    method,
    event_desc,
    operate_type: 1,
    sort_rate,
    auth: 1,
  };
}

/** What can happen to an application. 135 is the reference's; the others follow its form. */
export const eventDefinitions = {
  candidateCreated: event(101, 'candidate_create', '新增候选人', '/atsng/v2/candidate/create', 99),
  candidateImported: event(102, 'candidate_import', '导入候选人', '/atsng/v2/candidate/import', 98),
  stageMoved: event(110, 'stage_move', '变更阶段', '/atsng/v2/process/moveStage', 97),
  applicationEliminated: event(111, 'eliminate', '淘汰', '/atsng/v2/process/eliminate', 96),
  applicationRestored: event(112, 'restore', '恢复', '/atsng/v2/process/restore', 95),
  fieldsUpdated: event(113, 'update_fields', '更新信息', '/atsng/v2/process/updateFields', 94),
  incomeCertificateRequested: event(
    134,
    'income_certificate',
    '薪资证明',
    '/atsng/atsIncomeCertificate/saveCertificate',
    90,
  ),
  degreeCertificateRequested: event(
    135,
    'degree_certificate',
    '学历证明',
    '/atsng/atsDegreeCertificate/saveCertificate',
    89,
  ),
  certificateSubmitted: event(
    136,
    'certificate_submit',
    '候选人提交证明',
    '/atsng/atsDegreeCertificate/submitResult',
    88,
  ),
  certificateReviewed: event(
    137,
    'certificate_review',
    '评审证明',
    '/atsng/atsDegreeCertificate/updateReviewStatus',
    87,
  ),
  certificateReopened: event(
    138,
    'certificate_reopen',
    '要求重新上传',
    '/atsng/atsDegreeCertificate/requestNewUpload',
    86,
  ),
  certificateRevoked: event(
    139,
    'certificate_revoke',
    '撤销证明链接',
    '/atsng/atsDegreeCertificate/revokeToken',
    85,
  ),
  certificateReviewUndone: event(
    140,
    'certificate_review_undo',
    '撤销评审',
    '/atsng/v2/certificate/undoReview',
    84,
  ),
  certificateRequestUndone: event(
    150,
    'certificate_request_undo',
    '撤回证明请求',
    '/atsng/v2/certificate/undoRequest',
    80,
  ),
  certificateOpened: event(151, 'certificate_open', '候选人打开链接', '/c/{token}', 79),
  mailBounced: event(
    153,
    'certificate_bounce',
    '邮件被退回',
    '/atsng/v2/workspace/getBounceMailbox',
    77,
  ),
  certificateReminded: event(
    152,
    'certificate_remind',
    '提醒候选人',
    '/atsng/v2/certificate/listReminders',
    78,
  ),
  certificateVerified: event(
    170,
    'certificate_verify',
    '核验证明',
    '/atsng/v2/certificate/saveVerification',
    74,
  ),
  verificationWithdrawn: event(
    171,
    'certificate_verify_withdraw',
    '撤回核验',
    '/atsng/v2/certificate/withdrawVerification',
    73,
  ),
} as const satisfies Record<string, EventDefinition>;

export type EventName = keyof typeof eventDefinitions;
