import type { LocalizedText } from '../language.ts';
import type { ConflictKind, Rejection } from './merge-types.ts';
import type { SyncErrorCode } from './sync-errors.ts';

/** Why syncing does not go on, besides the centre's own refusals. */
export type OwnReason =
  | 'unreachable'
  | 'other_centre'
  | 'key'
  | 'certificate'
  | 'incompatible'
  | 'disk_full';
export type SyncReason = SyncErrorCode | OwnReason;

const passing = (zh: string, en: string): LocalizedText => ({
  zh: `${zh}，会自动重试`,
  en: `${en}; it will be tried again by itself`,
});
const again = passing('与中心服务器重新核对', 'Checking again with the central server');

/** Every way in which syncing fails, in words for the user: what is wrong, and what to do about it. */
export const reasonWords: Readonly<Record<SyncReason, LocalizedText>> = {
  unreachable: passing(
    '连不上中心服务器，改动保存在本机',
    'The central server cannot be reached; changes are kept here',
  ),
  certificate: {
    zh: '无法确认这就是公司的中心服务器：它的安全证书无效或已过期。请核对这台电脑的日期和时间，或联系管理员',
    en: 'This cannot be confirmed to be the central server: its certificate is not valid or has expired. Check the date and time of this computer, or ask the administrator',
  },
  incompatible: {
    zh: '中心服务器的回答无法识别：它的版本可能过旧，或网络要求先登录。请联系管理员',
    en: 'The answer is not that of a central server of this version: it may be too old, or the network wants you to sign in first. Ask the administrator',
  },
  disk_full: {
    zh: '这台电脑的磁盘已满，收到的内容无法保存。请清理磁盘，之后会自动继续',
    en: "This computer's disk is full, so that nothing received can be kept. Free some space; it goes on by itself",
  },
  other_centre: {
    zh: '这个地址现在是另一台中心服务器，请联系管理员，或退出后重新加入',
    en: 'Another central server answers at this address: ask the administrator, or leave and join again',
  },
  key: {
    zh: '本机的设备密钥无法读取，请退出后用新的加入码重新加入',
    en: "This device's key cannot be read: leave, and join again with a new code",
  },
  malformed: {
    zh: '中心服务器读不懂本机发送的内容，请更新 Credo 或联系管理员',
    en: 'The central server does not understand what was sent: update Credo or ask the administrator',
  },
  unauthorized: passing('登录中心服务器没有成功', 'Signing in to the central server failed'),
  revoked: {
    zh: '这台设备已被管理员停用，不再同步；本机数据仍可使用',
    en: 'An administrator has revoked this device; it does not sync any more, and works on alone',
  },
  forbidden: {
    zh: '您的角色没有同步这些内容的权限，请联系管理员',
    en: 'Your role may not sync this: ask the administrator',
  },
  not_found: passing(
    '中心服务器上没有找到所需的内容',
    'The central server does not have what was asked for',
  ),
  gap: again,
  fork: again,
  incarnation: again,
  snapshot_needed: passing('需要重新取得全部数据', 'All data is to be fetched anew'),
  epoch: passing(
    '中心服务器恢复过备份，正在重新核对',
    'The central server was restored; checking again',
  ),
  offset: again,
  code_invalid: {
    zh: '加入码无效、已使用或已过期，请向管理员索取新的加入码',
    en: 'The code is unknown, used or expired: ask the administrator for another',
  },
  too_large: {
    zh: '有一项内容超过了中心服务器的大小限制，请联系管理员',
    en: 'Something is larger than the central server takes: ask the administrator',
  },
  hash_mismatch: {
    zh: '发送的内容在途中被改动，请检查网络代理或安全软件',
    en: 'What was sent arrived changed: check proxies and security software on the way',
  },
  content_mismatch: passing('有文件在途中损坏', 'A file was damaged on the way'),
  locked: passing('有文件正在由另一请求上传', 'A file is being sent by another request'),
  upgrade_needed: {
    zh: '中心服务器需要更新版本的 Credo，请先升级；升级前可照常在本机工作',
    en: 'The central server needs a newer Credo: update it; until then it works on alone',
  },
  too_many: passing('尝试次数过多', 'Too many tries'),
  internal: passing('同步时出错', 'Something went wrong while syncing'),
  unavailable: passing(
    '中心服务器正在启动或维护',
    'The central server is starting or under maintenance',
  ),
  quota: {
    zh: '公司的存储空间已用完，新的改动暂存在本机，请联系管理员',
    en: "The company's storage is used up; changes wait here: ask the administrator",
  },
};

/** Minutes that the clock may be off before anybody is told. */
const clockTolerance = 5;

/**
 * Words about a clock that is far from the centre's; '' where it is near enough.
 * @param offset the centre's clock minus this machine's, ms
 */
export function clockText(offset: number): LocalizedText | undefined {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  if (minutes < clockTolerance) return undefined;
  const hours = Math.round(minutes / 60);
  const [zh, en] =
    minutes < 120
      ? [`${minutes} 分钟`, `${minutes} minutes`]
      : hours < 48
        ? [`${hours} 小时`, `${hours} hours`]
        : [`${Math.round(hours / 24)} 天`, `${Math.round(hours / 24)} days`];
  const ahead = offset < 0;
  return {
    zh: `这台电脑的时钟比中心服务器${ahead ? '快' : '慢'}约 ${zh}，请校准；同步照常进行，时间以中心服务器为准`,
    en: `The clock of this computer is about ${en} ${ahead ? 'ahead of' : 'behind'} the central server's: set it right. Syncing goes on, by the server's time`,
  };
}

/** What a workspace turned out to be, and what that means for whoever uses it. */
export const copyWords: Readonly<Record<'copied' | 'restored' | 'either', LocalizedText>> = {
  copied: {
    zh: '这里的数据是从另一处复制来的。两处都可以继续使用，各自同步，互不混淆；如果两处都要长期使用，请在这里退出公司，再用新的加入码加入，成为单独的设备',
    en: 'This workspace is a copy of another. Both can go on and sync without being mixed up; if both are to stay, leave the company here and join again with a new code, as a device of its own',
  },
  restored: {
    zh: '这里的数据被恢复到了较早的状态。之后发送过的改动会从公司的数据中取回，没有发送过的改动不在这份备份里',
    en: 'This workspace was put back to an older state. What it had sent since comes back from the company; what it had not sent is not in this backup',
  },
  either: {
    zh: '这里的数据是一份备份或副本：另一份已经用同一身份发送过改动。已换用新的身份继续同步，没有丢失内容',
    en: 'This workspace is a backup or a copy: another had sent changes under the same identity. It goes on with a new one, and nothing is lost',
  },
};

/** The words of a reason; those of `internal` for a code that this version does not know. */
export function reasonText(reason: string): LocalizedText {
  return reasonWords[reason as SyncReason] ?? reasonWords.internal;
}

/** Why the centre refused one change. */
export const rejectionWords: Readonly<Record<Rejection, LocalizedText>> = {
  no_such_row: { zh: '公司数据中没有这条记录', en: 'The company has no such record' },
  id_taken: { zh: '编号已被占用', en: 'Its number is taken' },
  missing_reference: {
    zh: '它所属的记录不存在或已删除',
    en: 'The record it belongs to does not exist or was deleted',
  },
  row_deleted: { zh: '这条记录已被删除', en: 'The record was deleted' },
  erased: { zh: '此人的数据已依法删除', en: "The person's data was legally erased" },
  append_only: { zh: '这类记录不能修改或删除', en: 'Records of this kind are never changed' },
  fixed_column: { zh: '其中的内容创建后不能修改', en: 'It is set at creation only' },
  transition: { zh: '证明当前的状态不允许', en: 'The state of the certificate does not allow it' },
  forbidden: { zh: '您的角色没有这项权限', en: 'Your role does not allow it' },
  malformed: { zh: '内容不符合规则', en: 'It does not fit the rules' },
  transaction: {
    zh: '同一次操作中的另一项被拒绝',
    en: 'Another part of the same action was refused',
  },
};

const rejectedWords: LocalizedText = {
  zh: '中心服务器没有接受',
  en: 'The central server refused it',
};

export function rejectionText(reason: string): LocalizedText {
  return rejectionWords[reason as Rejection] ?? rejectedWords;
}

/** Why a change of somebody else's could not be taken in here. */
export function unappliedText(reason: string): LocalizedText {
  return reason === 'schema'
    ? {
        zh: '来自更新版本的 Credo，升级后可见',
        en: 'It comes from a newer Credo: update to see it',
      }
    : {
        zh: '本机数据库没有接受，已原样保留',
        en: 'The database here refused it; it is kept as it came',
      };
}

/** What happened where two values met. */
export const conflictWords: Readonly<Record<ConflictKind, LocalizedText>> = {
  concurrent: { zh: '两处同时修改，较晚的生效', en: 'Changed in two places; the later stands' },
  unordered: {
    zh: '两处同时修改，本机时间无法核对，中心的值生效',
    en: "Changed in two places, with a clock that cannot be checked; the centre's stands",
  },
  closed: { zh: '一处已关闭，另一处仍在推进', en: 'Closed in one place, moved on in another' },
  deleted: {
    zh: '一处删除，另一处修改，已恢复',
    en: 'Deleted in one place, edited in another; it is back',
  },
  document: {
    zh: '两处同时修改，另一份已存为副本',
    en: 'Changed in two places; the other is kept as a copy',
  },
  revoked: {
    zh: '链接撤销的同时候选人提交了材料，材料已收下',
    en: 'The candidate submitted while the link was revoked; it was taken in',
  },
  twin: {
    zh: '两处新增了同一条记录，已合并',
    en: 'Added in two places; the two are one now',
  },
};
