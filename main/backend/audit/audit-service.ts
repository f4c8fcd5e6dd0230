import type { AuditAction, exportAudit, listAudit } from '../../../shared/api/audit.ts';
import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import type { Language, LocalizedText } from '../../../shared/language.ts';
import { parseTime } from '../../../shared/time.ts';
import { downloadHeaders } from '../attachments/download-service.ts';
import { contentDisposition } from '../attachments/file-names.ts';
import { csvFile } from '../pipeline/export/csv-writer.ts';
import { TimeSlices } from '../pipeline/list/time-slices.ts';
import type { WorkspaceService } from '../workspace/workspace-service.ts';
import type { AuditLog } from './audit-log.ts';
import type { AuditFilter, AuditRow, AuditStore } from './audit-store.ts';

const mostLines = 100_000;
const batch = 200;
const day = 24 * 60 * 60_000;

const labels: Record<AuditAction, LocalizedText> = {
  viewCandidate: { zh: '查看候选人', en: 'Viewed a candidate' },
  viewCertificate: { zh: '查看证明', en: 'Viewed a certificate' },
  viewFile: { zh: '查看文件', en: 'Viewed a file' },
  downloadFile: { zh: '下载文件', en: 'Downloaded a file' },
  downloadAll: { zh: '打包下载', en: 'Downloaded all files' },
  exportList: { zh: '导出列表', en: 'Exported a list' },
  exportCandidate: { zh: '导出候选人数据', en: "Exported a candidate's data" },
  eraseCandidate: { zh: '删除候选人数据', en: 'Erased a candidate' },
  exportAudit: { zh: '导出访问记录', en: 'Exported the audit log' },
};

const head: Record<Language, readonly string[]> = {
  zh: ['时间', '操作人', '操作', '候选人', '候选人编号', '职位', '证明编号', '数量'],
  en: ['Time', 'Who', 'What', 'Candidate', 'Candidate ID', 'Position', 'Certificate ID', 'Count'],
};

/** The audit log as the recruiter reads it. */
export class AuditService {
  readonly #log: AuditLog;
  readonly #store: AuditStore;
  readonly #workspace: WorkspaceService;

  constructor(log: AuditLog, store: AuditStore, workspace: WorkspaceService) {
    this.#log = log;
    this.#store = store;
    this.#workspace = workspace;
  }

  list(request: ParsedRequestOf<typeof listAudit>): ResultsOf<typeof listAudit> {
    this.#log.flush();
    const { page, size } = request;
    const filter = this.#filter(request);
    return {
      pagination: { page, size, total: this.#store.count(filter) },
      dataList: this.#store
        .rows(filter, size, { offset: (page - 1) * size })
        .map((row) => ({ ...row, created_at: this.#workspace.formatTime(row.created_at) })),
    };
  }

  /** `访问记录_日期.csv`, newest first. That it was exported is recorded too. */
  export(request: ParsedRequestOf<typeof exportAudit>, language: Language): Response {
    this.#log.flush();
    const now = this.#workspace.formatTime(Date.now()).slice(0, 10);
    const name = language === 'zh' ? `访问记录_${now}.csv` : `audit-log_${now}.csv`;
    const headers = downloadHeaders(
      'text/csv; charset=utf-8',
      contentDisposition('attachment', name),
    );
    const lines = this.#lines(this.#filter(request), language);
    return new Response(ReadableStream.from(csvFile(lines)), { headers });
  }

  async *#lines(filter: AuditFilter, language: Language) {
    yield [head[language]];
    const slices = new TimeSlices();
    let before: number | undefined;
    for (let written = 0; written < mostLines; written += batch) {
      const rows = this.#store.rows(filter, batch, before === undefined ? {} : { before });
      if (rows.length === 0) return;
      before = rows.at(-1)?.audit_id;
      yield rows.map((row) => this.#line(row, language));
      if (slices.over) await slices.pause();
    }
  }

  #line(row: AuditRow, language: Language): string[] {
    return [
      this.#workspace.formatTime(row.created_at),
      row.uname,
      labels[row.action][language],
      row.resume_name,
      row.tob_resume_id ?? '',
      row.position_name,
      row.certificate_id === null ? '' : String(row.certificate_id),
      String(row.count),
    ];
  }

  #filter(request: ParsedRequestOf<typeof exportAudit>): AuditFilter {
    const zone = this.#workspace.timeZone;
    const start = (date: string) => (date === '' ? undefined : parseTime(`${date} 00:00`, zone));
    const last = start(request.to);
    return {
      action: request.action,
      tobResumeId: request.tob_resume_id,
      from: start(request.from),
      // A day of 23 or 25 hours ends where the next one starts.
      to:
        last === undefined
          ? undefined
          : start(this.#workspace.formatTime(last + 1.5 * day).slice(0, 10)),
    };
  }
}
