import { define } from './error-definition.ts';

/** Entries of the table of errors about joining a company and settling what syncing left open. */
export const syncErrorDefinitions = {
  syncAddressInvalid: define(
    6701,
    200,
    '服务器地址不正确，应类似 https://credo.example.com',
    'That is not the address of a server, such as https://credo.example.com',
  ),
  syncUnreachable: define(
    6702,
    200,
    '连不上 {url}，请检查地址和网络，并确认那里是 Credo 中心服务器',
    '{url} cannot be reached: check the address and the network, and that a Credo central server is there',
  ),
  syncCodeInvalid: define(
    6703,
    200,
    '加入码无效、已使用或已过期，请向管理员索取新的加入码',
    'The code is unknown, used or expired: ask the administrator for another',
  ),
  syncUpgradeNeeded: define(
    6704,
    200,
    '中心服务器需要更新版本的 Credo，请先升级',
    'The central server needs a newer Credo: please update',
  ),
  syncTooMany: define(
    6705,
    200,
    '尝试次数过多，请稍后再试',
    'Too many tries: please wait a little',
  ),
  syncRefused: define(
    6706,
    200,
    '中心服务器没有接受：{reason}',
    'The central server refused: {reason}',
  ),
  syncJoined: define(
    6707,
    200,
    '已加入“{company}”，请先退出',
    'This workspace has joined “{company}”; leave it first',
  ),
  syncNotJoined: define(6708, 200, '尚未加入任何公司', 'This workspace has joined no company'),
  syncEntryNotFound: define(
    6709,
    200,
    '该条目不存在或已处理',
    'No such entry, or it was settled already',
  ),
  syncChoiceRefused: define(6710, 200, '不能这样选择：{reason}', 'That cannot be chosen: {reason}'),
  syncCertificate: define(
    6711,
    200,
    '无法确认 {url} 就是公司的中心服务器：它的安全证书无效或已过期。请核对电脑的日期和时间，或联系管理员',
    '{url} cannot be confirmed to be the central server: its certificate is not valid or has expired. Check the date and time of this computer, or ask the administrator',
  ),
} as const;
