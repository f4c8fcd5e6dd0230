import type { z } from 'zod';
import type { exportSelection } from '../../../../shared/api/bulk.ts';
import { type exportApplications, exportRowsHeader } from '../../../../shared/api/export.ts';
import { shownColumns } from '../../../../shared/arrange-layout.ts';
import { CredoError } from '../../../../shared/errors.ts';
import type { Language } from '../../../../shared/language.ts';
import { downloadHeaders } from '../../attachments/download-service.ts';
import { contentDisposition, safeFileName } from '../../attachments/file-names.ts';
import type { GridLayoutService } from '../../grid-layout/grid-layout-service.ts';
import { findStageType } from '../../settings/settings-service.ts';
import type { ListService } from '../list/list-service.ts';
import { TimeSlices } from '../list/time-slices.ts';
import { resolveSelection } from '../selection/resolve-selection.ts';
import { csvFile } from './csv-writer.ts';
import { type ExportColumn, exportColumns } from './export-columns.ts';
import { xlsxMime } from './xlsx-parts.ts';
import { xlsxFile, xlsxRowLimit } from './xlsx-writer.ts';

export type ExportRequest = z.output<(typeof exportApplications)['request']>;

type SelectionExport = z.output<(typeof exportSelection)['request']>;

/** What a file looks like, whichever rows it holds. */
type FileShape = Omit<SelectionExport, 'selection'>;

/** Applications read by one statement: well under a slice. */
const batchSize = 40;

const fileWord = { zh: '候选人', en: 'Candidates' } as const;

/** The whole of a view of the pipeline as a CSV or XLSX file, streamed. */
export class ExportService {
  readonly #list: ListService;
  readonly #layouts: GridLayoutService;
  readonly #now: () => string;

  /** @param now `YYYY-MM-DD HH:mm:ss` in the workspace's time zone */
  constructor(list: ListService, layouts: GridLayoutService, now: () => string) {
    this.#list = list;
    this.#layouts = layouts;
    this.#now = now;
  }

  /**
   * `候选人_阶段_日期.csv` or `.xlsx`, in the language given. Which applications and in which order is
   * decided before the first byte leaves; each one's values are those it has when its row is written.
   * @throws CredoError `stageTypeNotFound`, `unknownSettingKeys`; `exportTooManyRows` where a sheet
   * cannot hold them
   */
  async answer(request: ExportRequest, language: Language): Promise<Response> {
    const { format, columns, ...view } = request;
    findStageType(view.stage_type_id);
    const { stage_type_id, process_id } = view;
    const shape = { format, columns, stage_type_id, process_id };
    exportColumns(columns ?? this.#shownKeys(shape));
    return this.#file(await this.#list.everyId(view), shape, language);
  }

  /**
   * A selection as a file; its rows may stand anywhere, the columns and the name are of the stage type
   * given. Picked rows that are gone are left out.
   * @throws CredoError as `answer`
   */
  async answerSelection(request: SelectionExport, language: Language): Promise<Response> {
    const { selection, ...shape } = request;
    findStageType(shape.stage_type_id);
    exportColumns(shape.columns ?? this.#shownKeys(shape));
    return this.#file(await resolveSelection(this.#list, selection), shape, language);
  }

  #file(ids: readonly number[], shape: FileShape, language: Language): Response {
    const { format } = shape;
    const stage = findStageType(shape.stage_type_id);
    const columns = exportColumns(shape.columns ?? this.#shownKeys(shape));
    if (format === 'xlsx' && ids.length > xlsxRowLimit) {
      throw new CredoError('exportTooManyRows', { limit: xlsxRowLimit });
    }
    const now = this.#now();
    const title = `${fileWord[language]}_${stage.label[language]}`;
    const name = safeFileName(`${title}_${now.slice(0, 10)}.${format}`, `candidates.${format}`);
    const batches = this.#batches(ids, columns, language);
    const file =
      format === 'csv'
        ? csvFile(batches)
        : xlsxFile(batches, title, new Date(`${now.replace(' ', 'T')}Z`));
    const mime = format === 'csv' ? 'text/csv; charset=utf-8; header=present' : xlsxMime;
    const headers = downloadHeaders(mime, contentDisposition('attachment', name));
    headers.set('cache-control', 'no-store');
    headers.set(exportRowsHeader, String(ids.length));
    return new Response(ReadableStream.from(file) as ReadableStream<Uint8Array>, { headers });
  }

  /** What the user's grid of the stage type shows, in its order. */
  #shownKeys({ stage_type_id, process_id }: FileShape): string[] {
    const layout = this.#layouts.get({ stage_type_id, process_id, stage_id: 0 });
    return shownColumns(layout).map(({ key }) => key);
  }

  /** The head, then the rows; the event loop gets its turn between slices. */
  async *#batches(
    ids: readonly number[],
    columns: readonly ExportColumn[],
    language: Language,
  ): AsyncGenerator<string[][], void, undefined> {
    yield [columns.map(({ label }) => label[language])];
    const slices = new TimeSlices();
    for (let start = 0; start < ids.length; start += batchSize) {
      const rows = this.#list.read(ids.slice(start, start + batchSize), language);
      yield rows.map((row) => columns.map((column) => column.text(row, language)));
      if (slices.over) await slices.pause();
    }
  }
}
