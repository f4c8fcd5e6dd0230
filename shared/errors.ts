import { candidateErrors } from './candidate-errors.ts';
import { define, type ErrorDefinition } from './error-definition.ts';
import type { Language } from './language.ts';
import { syncErrorDefinitions } from './sync-error-definitions.ts';

/**
 * The one table of `err_no` codes. README's API section lists it; a test keeps the two the same.
 * 1xxx: the transport and the request; 2xxx: what a request names; 3xxx: certificates, 31xx: their
 * slots, 32xx: verifications;
 * 4xxx: attachments; 50xx: templates and delivery; 51xx: template management; 60xx: imports;
 * 61xx: candidates; 62xx: exports; 63xx: the workspace and the candidates' server; 64xx: privacy;
 * 65xx: bulk actions; 66xx: saved views; 67xx: the company's centre.
 */
export const errors = {
  internal: define(1000, 500, '系统出错了，请稍后重试', 'Something went wrong. Please try again.'),
  malformedRequest: define(
    1001,
    400,
    '请求内容无法解析：{reason}',
    'The request could not be read: {reason}',
  ),
  unauthorized: define(1002, 401, '没有访问权限', 'Access denied'),
  routeNotFound: define(1003, 404, '接口不存在：{path}', 'No such route: {path}'),
  methodNotAllowed: define(1004, 405, '不支持的请求方法', 'Method not allowed'),
  payloadTooLarge: define(
    1005,
    413,
    '内容过大，上限为 {limit}',
    'The content is too large; the limit is {limit}',
  ),
  unsupportedMediaType: define(
    1006,
    415,
    '不支持的内容类型，应为 {expected}',
    'Unsupported content type; expected {expected}',
  ),
  tooManyRequests: candidateErrors.tooManyRequests,
  unavailable: define(1008, 503, '服务暂时不可用，请稍后重试', 'Temporarily unavailable'),
  invalidParameter: define(
    1100,
    200,
    '参数 {field} 有误：{reason}',
    'Invalid parameter {field}: {reason}',
  ),
  unknownSettingKeys: define(1101, 200, '未知的设置项：{keys}', 'Unknown setting keys: {keys}'),

  stageTypeNotFound: define(2001, 200, '阶段类型不存在', 'No such stage type'),
  applicationNotFound: define(2002, 200, '候选人的应聘记录不存在', 'No such application'),
  candidateNotFound: define(2003, 200, '候选人不存在', 'No such candidate'),
  positionNotFound: define(2004, 200, '职位不存在', 'No such position'),
  stageNotFound: define(2005, 200, '阶段或步骤不存在', 'No such stage or step'),
  applicationChanged: define(
    2006,
    200,
    '该记录已被他人修改，请刷新后再试',
    'This record was changed by somebody else; refresh and try again',
  ),
  applicationClosed: define(
    2007,
    200,
    '该应聘已淘汰或归档，请先恢复',
    'This application is closed; restore it first',
  ),
  applicationNotClosed: define(
    2008,
    200,
    '该应聘正在进行中，无需恢复',
    'This application is in progress already',
  ),

  certificateNotFound: define(3001, 200, '证明不存在', 'No such certificate'),
  tokenInvalid: candidateErrors.tokenInvalid,
  certificateNotSubmitted: define(
    3003,
    200,
    '候选人尚未提交材料，暂不能评审',
    'The candidate has not submitted anything to review yet',
  ),
  certificateAlreadyReviewed: candidateErrors.certificateAlreadyReviewed,
  requestNotUndoable: define(
    3040,
    200,
    '请求已经发出，无法撤销；可以在证明中撤销上传链接',
    'The request is on its way and cannot be undone; its link can be revoked in the certificate',
  ),
  attachmentsRequired: define(3005, 200, '请至少上传一个文件', 'Upload at least one file'),
  attachmentNotOfToken: define(
    3006,
    200,
    '包含不是通过本链接上传的文件',
    'Some files were not uploaded with this link',
  ),
  candidateServerOff: define(
    3007,
    200,
    '候选人上传服务未开启，无法生成上传链接',
    'The candidates’ server is off, so there is no upload link to send',
  ),
  certificateRevoked: define(
    3008,
    200,
    '该链接已撤销，请重新发起证明',
    'This link was revoked; request the certificate again',
  ),
  codeRefused: candidateErrors.codeRefused,
  codeLocked: candidateErrors.codeLocked,
  reviewNotUndoable: define(
    3020,
    200,
    '只能撤销本人在 {minutes} 分钟内给出的最新结论；如需更改，请重新评审',
    'Only your own latest verdict can be undone, within {minutes} minutes; review it again to change it',
  ),

  slotNotFound: define(3101, 200, '没有这项材料：{slot}', 'This document is not asked for: {slot}'),
  slotClosed: define(
    3102,
    200,
    '“{slot}”已通过，不需要再上传',
    '“{slot}” was accepted; nothing more is needed there',
  ),
  slotFull: define(
    3103,
    200,
    '“{slot}”最多 {limit} 个文件',
    '“{slot}” takes {limit} files at most',
  ),
  slotTypeRefused: define(
    3104,
    200,
    '“{slot}”不接受这种文件',
    '“{slot}” does not take this kind of file',
  ),
  slotsRequired: define(3105, 200, '请选择要求重交的材料', 'Choose what has to be sent again'),
  verificationNotFound: define(3201, 200, '核验记录不存在', 'No such verification'),
  verificationWithdrawn: define(
    3202,
    200,
    '这条核验记录已经撤回',
    'This verification was withdrawn already',
  ),
  verificationSourceMissing: define(3203, 200, '请填写在哪里核验', 'Say where it was checked'),
  verificationInFuture: define(
    3204,
    200,
    '核验日期不能晚于今天',
    'The day of the check cannot be in the future',
  ),

  attachmentNotFound: candidateErrors.attachmentNotFound,
  attachmentTypeRefused: define(
    4002,
    200,
    '不支持的文件类型，请上传 JPG、PNG、WebP、HEIC 或 PDF',
    'Unsupported file type; upload JPG, PNG, WebP, HEIC or PDF',
  ),
  attachmentEmpty: define(4003, 200, '文件是空的', 'The file is empty'),
  attachmentDamaged: define(
    4004,
    200,
    '文件不完整或已损坏，请重新选择',
    'The file is incomplete or damaged; choose it again',
  ),
  attachmentTooLarge: define(
    4005,
    413,
    '文件过大，单个文件不能超过 {limit}',
    'The file is too large; the limit is {limit}',
  ),
  attachmentCountExceeded: define(
    4006,
    200,
    '文件过多，最多 {limit} 个',
    'Too many files; the limit is {limit}',
  ),
  attachmentCorrupt: define(
    4007,
    500,
    '文件内容校验失败，请联系管理员',
    'The stored file fails its checksum',
  ),
  attachmentSubmitted: define(
    4008,
    200,
    '已提交的文件不能删除',
    'A submitted file cannot be removed',
  ),
  attachmentMissing: define(
    4009,
    200,
    '请选择一个文件（每次上传一个）',
    'Choose a file (one for each upload)',
  ),
  attachmentNameRefused: define(
    4010,
    200,
    '文件名过长或含有不允许的字符，请改名后再上传',
    'The file’s name is too long or has characters that are not allowed; rename it',
  ),
  uploadInterrupted: candidateErrors.uploadInterrupted,
  previewUnavailable: define(
    4012,
    200,
    '无法生成预览，请下载原文件查看',
    'There is no preview of this file; download it instead',
  ),
  storageFull: define(
    4013,
    503,
    '磁盘空间不足，没有保存。请腾出空间后重试',
    'The disk is full, so it was not saved. Free some space and try again',
  ),

  templateNotFound: define(5001, 200, '邮件模板不存在', 'No such mail template'),
  templateGroupNotFound: define(5002, 200, '邮件模板类型不存在', 'No such mail template group'),
  variablesUnresolved: define(
    5003,
    200,
    '模板变量无法解析：{variables}',
    'Template variables cannot be resolved: {variables}',
  ),
  messageNotFound: define(5004, 200, '消息不存在', 'No such message'),
  messageNotRetryable: define(
    5005,
    200,
    '该消息当前状态不允许此操作',
    'The message is not in a state that allows this',
  ),
  mailNotConfigured: define(5006, 200, '尚未设置发件邮箱', 'No mail account is configured'),
  mailRefused: define(5007, 200, '邮件服务器拒绝：{reason}', 'The mail server refused: {reason}'),
  mailAccountFixed: define(
    5008,
    200,
    '发件邮箱由环境变量 CREDO_SMTP_URL 指定，不能在这里修改',
    'CREDO_SMTP_URL sets the mail account; it cannot be changed here',
  ),
  bounceMailboxMissing: define(
    5020,
    200,
    '尚未设置接收退信的邮箱',
    'No mailbox for delivery reports is set up',
  ),
  bounceMailboxRefused: define(
    5021,
    200,
    '退信邮箱没有连接成功：{reason}',
    'The mailbox of delivery reports could not be opened: {reason}',
  ),
  smsNotConfigured: define(5009, 200, '尚未设置短信网关', 'No SMS gateway is configured'),
  smsRefused: define(5010, 200, '短信没有发出：{reason}', 'The message was not sent: {reason}'),

  templateNotEditable: define(
    5101,
    200,
    '系统模板和他人的模板不能修改或删除，请复制后再修改',
    'Templates of the system and of others cannot be changed or deleted; make a copy',
  ),
  templateChanged: define(
    5102,
    200,
    '该模板已在别处被修改，您的内容没有保存',
    'This template was changed elsewhere; yours was not saved',
  ),
  templateVariablesUnknown: define(
    5103,
    200,
    '模板里有不能使用的变量：{variables}',
    'The template has variables that cannot be used here: {variables}',
  ),
  templateTitleTaken: define(
    5104,
    200,
    '该类型下已有同名模板：{title}',
    'This group has a template of that name already: {title}',
  ),
  templateBodyEmpty: define(5105, 200, '请填写邮件正文', 'Write the body of the mail'),
  templateFileNotFound: define(5106, 200, '模板附件不存在', 'No such attachment of a template'),
  templateFilesTooMany: define(
    5107,
    200,
    '附件过多，一个模板最多 {limit} 个',
    'Too many attachments; a template has up to {limit}',
  ),
  templateFilesTooLarge: define(
    5108,
    200,
    '附件过大，一个模板的附件合计不能超过 {limit}',
    'The attachments are too large; those of a template may have {limit} together',
  ),
  templateFileTypeRefused: define(
    5109,
    200,
    '不支持的附件类型，请使用 PDF、图片（JPG、PNG、WebP、HEIC）或不含宏的 Word、Excel、PowerPoint 文件（docx、xlsx、pptx）',
    'Unsupported type; use PDF, a picture (JPG, PNG, WebP, HEIC) or a Word, Excel or PowerPoint file without macros (docx, xlsx, pptx)',
  ),

  importFileUnreadable: define(
    6001,
    200,
    '无法读取文件：{reason}',
    'The file cannot be read: {reason}',
  ),
  importNotFound: define(6002, 200, '导入任务不存在', 'No such import'),
  importHeaderMissing: define(
    6003,
    200,
    '缺少必需的列：{columns}',
    'Required columns are missing: {columns}',
  ),
  importRunning: define(6004, 200, '已有导入正在进行', 'An import is already running'),
  importFileEmpty: define(6005, 200, '文件里没有内容', 'There is nothing in the file'),
  importFileLegacy: define(
    6006,
    200,
    '这是旧版或加密的 Excel 文件，请另存为不加密的 .xlsx 或 CSV',
    'This is an old or encrypted Excel file; save it as .xlsx without a password, or as CSV',
  ),
  importFileUnknown: define(
    6007,
    200,
    '不是 CSV 或 XLSX 文件',
    'This is neither a CSV nor an XLSX file',
  ),
  importEncodingUnknown: define(
    6008,
    200,
    '无法识别文字编码，请另存为 UTF-8 编码的 CSV',
    'The text encoding is not known; save the file as CSV in UTF-8',
  ),
  importQuoteUnclosed: define(
    6009,
    200,
    '第 {row} 行附近的引号没有闭合',
    'A quotation mark near row {row} is never closed',
  ),
  importRecordTooLarge: define(6010, 200, '第 {row} 行过长', 'Row {row} is too long'),
  importTooManyColumns: define(
    6011,
    200,
    '列数过多，最多 {limit} 列',
    'Too many columns; the limit is {limit}',
  ),
  importTooManyRows: define(
    6012,
    200,
    '行数过多，最多 {limit} 行',
    'Too many rows; the limit is {limit}',
  ),
  importFileBroken: define(6013, 200, '文件不完整或已损坏', 'The file is incomplete or damaged'),
  importFileInflated: define(6014, 200, '文件解压后过大', 'The file is too large once unpacked'),
  importHeaderUnknown: define(
    6015,
    200,
    '文件中没有这些列：{columns}',
    'The file has no such columns: {columns}',
  ),
  importNotUndoable: define(
    6016,
    200,
    '这次导入没有可以撤销的内容',
    'There is nothing of this import to undo',
  ),
  importValueMissing: define(6021, 200, '不能为空', 'Must not be empty'),
  importValueTooLong: define(
    6022,
    200,
    '内容过长，最多 {limit} 个字符',
    'Too long; the limit is {limit} characters',
  ),
  importFormula: define(
    6023,
    200,
    '单元格里是公式或公式错误，请改为值：{value}',
    'The cell holds a formula or its error; replace it by the value: {value}',
  ),
  importScientific: define(
    6024,
    200,
    '{value} 是科学计数法，部分数字已丢失；请把该列设为“文本”格式后重新填写',
    '{value} is in scientific notation and has lost digits; format the column as text and enter it again',
  ),
  importDigitsLost: define(
    6025,
    200,
    '{value} 作为数字保存，15 位以后的数字已丢失；请把该列设为“文本”格式后重新填写',
    '{value} was stored as a number and lost its digits after the 15th; format the column as text and enter it again',
  ),
  importContactMissing: define(
    6026,
    200,
    '手机号、邮箱、证件号码至少填写一项，否则无法判断是否重复',
    'Give a phone number, an e-mail address or an ID number, so that the person can be recognised',
  ),
  importNameConflict: define(
    6027,
    200,
    '与候选人 {name} 的联系方式或证件号码相同，但姓名不同',
    'The candidate {name} has this phone, e-mail address or ID number under another name',
  ),
  importContactConflict: define(
    6028,
    200,
    '联系方式和证件号码分属不同的候选人：{names}',
    'The phone, e-mail address and ID number belong to different candidates: {names}',
  ),
  importTimeInvalid: define(
    6029,
    200,
    '无法识别的时间：{value}（例如 2026-03-02 09:30）',
    'Not a time: {value} (such as 2026-03-02 09:30)',
  ),
  importStageUnknown: define(6030, 200, '没有这个阶段：{value}', 'No such stage: {value}'),
  importPositionUnknown: define(6031, 200, '没有这个职位：{value}', 'No such position: {value}'),
  importPositionAmbiguous: define(
    6032,
    200,
    '有多个同名职位：{value}，请改用职位编号',
    'Several positions are called {value}; use the position ID',
  ),

  phoneInvalid: define(
    6101,
    200,
    '不是有效的电话号码：{value}',
    'Not a valid phone number: {value}',
  ),
  emailInvalid: define(
    6102,
    200,
    '不是有效的邮箱地址：{value}',
    'Not a valid e-mail address: {value}',
  ),
  idNumberInvalid: define(
    6103,
    200,
    '不是有效的证件号码（请核对校验位）：{value}',
    'Not a valid ID number (check its digits): {value}',
  ),
  candidatePhoneExists: define(
    6104,
    200,
    '该手机号已属于候选人 {name}',
    'This phone number belongs to the candidate {name}',
  ),
  candidateEmailExists: define(
    6105,
    200,
    '该邮箱已属于候选人 {name}',
    'This e-mail address belongs to the candidate {name}',
  ),
  candidateIdNumberExists: define(
    6106,
    200,
    '该证件号码已属于候选人 {name}',
    'This ID number belongs to the candidate {name}',
  ),
  applicationExists: define(
    6107,
    200,
    '{name} 已应聘该职位',
    '{name} has applied for this position already',
  ),
  exportTooManyRows: define(
    6201,
    200,
    'Excel 表格最多 {limit} 行，请缩小筛选范围，或导出 CSV',
    'An Excel sheet holds {limit} rows; narrow the filters, or export CSV',
  ),
  bulkJobNotFound: define(
    6501,
    200,
    '该批量操作不存在，可能已过期，请重新检查',
    'No such bulk action; it may have expired, so check again',
  ),
  bulkTooMany: define(
    6502,
    200,
    '一次最多处理 {limit} 条，当前选中 {count} 条，请缩小范围',
    'At most {limit} rows at once; {count} are selected, so narrow them',
  ),
  bulkNothingSelected: define(
    6503,
    200,
    '没有可处理的候选人',
    'There is no candidate to do this for',
  ),
  bulkWrongState: define(
    6504,
    200,
    '当前状态不能执行此操作，请刷新后再试',
    'This is not possible in its present state; refresh and try again',
  ),
  bulkKeyUsed: define(
    6505,
    200,
    '该请求标识已用于另一个批量操作',
    'This client key belongs to another bulk action',
  ),
  bulkNothingToUndo: define(6506, 200, '没有可以撤销的内容', 'There is nothing to undo'),

  viewNotFound: define(
    6601,
    200,
    '视图不存在，可能已被删除或不再共享',
    'No such view; it may have been deleted, or is not shared any more',
  ),
  viewNotEditable: define(
    6602,
    200,
    '只有视图的创建者或管理员可以这样做，可另存为自己的视图',
    'Only the view’s owner or an administrator may do this; save it as a view of your own',
  ),
  viewChanged: define(
    6603,
    200,
    '视图“{name}”已被 {user} 修改，请先查看新版本',
    '{user} has changed the view “{name}”; look at the new version first',
  ),
  viewNameTaken: define(
    6604,
    200,
    '已有名为“{name}”的视图',
    'There is a view named “{name}” already',
  ),
  viewKindNotAllowed: define(
    6605,
    200,
    '您的角色不能创建或设置这种视图',
    'Your role does not allow views of this kind',
  ),
  viewLimitReached: define(
    6606,
    200,
    '每人最多保存 {limit} 个视图，请先删除不用的',
    'A user keeps up to {limit} views; delete some first',
  ),
  viewTooLarge: define(
    6607,
    200,
    '视图的筛选条件过多，无法保存',
    'This view has too many conditions to be saved',
  ),

  ...syncErrorDefinitions,
  candidateServerPortTaken: define(
    6301,
    200,
    '端口 {port} 已被其他程序占用，请换一个端口',
    'Another program uses the port {port}; choose another',
  ),
  candidateServerPortRefused: define(
    6302,
    200,
    '没有权限使用端口 {port}，请换用 1024 以上的端口',
    'The port {port} may not be used; choose one above 1024',
  ),
  candidateServerAddressUnknown: define(
    6303,
    200,
    '本机现在没有地址 {host}，请重新选择网络',
    'This machine does not have the address {host} now; choose a network again',
  ),
  workspaceNotEmpty: define(
    6310,
    200,
    '工作区里已有候选人或职位，不能载入示例',
    'The workspace has candidates or positions already; samples cannot be added',
  ),
  consentChanged: define(
    6401,
    200,
    '说明已更新，请重新阅读后同意',
    'The text has changed; please read it again',
  ),
  erasureNotConfirmed: define(
    6402,
    200,
    '输入的姓名与候选人不一致，没有删除',
    'That is not the candidate’s name; nothing was erased',
  ),
  attachmentPurged: define(
    6403,
    200,
    '文件已于 {date} 按保留期限清除',
    'The file was purged on {date}, when its time was over',
  ),
  samplesNotLoaded: define(6311, 200, '没有载入示例', 'There are no samples here'),
} as const satisfies Record<string, ErrorDefinition>;

/** The name of an entry of the table. */
export type ErrorName = keyof typeof errors;

/** Values for the `{…}` places of a message. */
export type ErrorParameters = Readonly<Record<string, string | number>>;

/** The message of an error in a language, its places filled. */
export function errorMessage(
  name: ErrorName,
  language: Language,
  parameters: ErrorParameters = {},
): string {
  return errors[name].message[language].replace(/\{(\w+)\}/g, (place, key: string) =>
    String(parameters[key] ?? place),
  );
}

/**
 * A refusal that reaches the caller as the envelope's `err_no` and `err_msg`.
 * Everything else that is thrown is a fault and answers as `internal`.
 */
export class CredoError extends Error {
  readonly code: ErrorName;
  readonly parameters: ErrorParameters;

  constructor(code: ErrorName, parameters: ErrorParameters = {}, options?: { cause?: unknown }) {
    super(errorMessage(code, 'en', parameters), options);
    this.name = 'CredoError';
    this.code = code;
    this.parameters = parameters;
  }
}
