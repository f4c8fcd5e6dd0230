import type { BulkItemState, exportBulkResults } from '../../../shared/api/bulk.ts';
import type { ParsedRequestOf } from '../../../shared/api/endpoint.ts';
import { exportRowsHeader } from '../../../shared/api/export.ts';
import type { Language, LocalizedText } from '../../../shared/language.ts';
import { downloadHeaders } from '../attachments/download-service.ts';
import { contentDisposition, safeFileName } from '../attachments/file-names.ts';
import { csvFile } from '../pipeline/export/csv-writer.ts';
import { TimeSlices } from '../pipeline/list/time-slices.ts';
import type { BulkService } from './bulk-service.ts';

/** Rows read by one statement: well under a slice. */
const batchSize = 50;

const head: readonly LocalizedText[] = [
  { zh: '姓名', en: 'Name' },
  { zh: '职位', en: 'Position' },
  { zh: '邮箱', en: 'E-mail' },
  { zh: '手机', en: 'Phone' },
  { zh: '结果', en: 'Result' },
  { zh: '原因', en: 'Reason' },
  { zh: '时间', en: 'Time' },
];

const states: Readonly<Record<BulkItemState, LocalizedText>> = {
  waiting: { zh: '未处理', en: 'Waiting' },
  left_out: { zh: '未选入', en: 'Left out' },
  done: { zh: '成功', en: 'Done' },
  skipped: { zh: '跳过', en: 'Skipped' },
  refused: { zh: '失败', en: 'Refused' },
};

const fileWord = { zh: '批量操作结果', en: 'Bulk results' } as const;

/**
 * A job's rows as CSV with a byte order mark, streamed in slices.
 * @throws CredoError `bulkJobNotFound`
 */
export function resultsFile(
  service: BulkService,
  request: ParsedRequestOf<typeof exportBulkResults>,
  language: Language,
): Response {
  const job = service.get(request.job_id, language);
  const name = `${fileWord[language]}_${job.created_at.slice(0, 10)}_${job.job_id}.csv`;
  const headers = downloadHeaders(
    'text/csv; charset=utf-8; header=present',
    contentDisposition('attachment', safeFileName(name, 'results.csv')),
  );
  headers.set('cache-control', 'no-store');
  const { pagination } = service.items({ ...request, page: 1, size: 1 }, language);
  headers.set(exportRowsHeader, String(pagination.total));
  const file = csvFile(batches(service, request, language));
  return new Response(ReadableStream.from(file) as ReadableStream<Uint8Array>, { headers });
}

async function* batches(
  service: BulkService,
  request: ParsedRequestOf<typeof exportBulkResults>,
  language: Language,
): AsyncGenerator<string[][], void, undefined> {
  yield [head.map((label) => label[language])];
  const slices = new TimeSlices();
  for (let page = 1; ; page += 1) {
    const { dataList } = service.items({ ...request, page, size: batchSize }, language);
    yield dataList.map((item) => [
      item.resume_name,
      item.position_name,
      item.resume_email,
      item.resume_phone,
      states[item.state][language],
      item.reason?.text ??
        item.findings.map(({ text }) => text).join(language === 'zh' ? '；' : '; '),
      item.updated_at,
    ]);
    if (dataList.length < batchSize) return;
    if (slices.over) await slices.pause();
  }
}
