import type { Language, LocalizedText } from './language.ts';

/** Why a message waits or failed, where the reason is Credo's own and not a server's answer. */
export const deliveryReasons = {
  mailNotConfigured: {
    zh: '尚未设置发件邮箱，设置后自动发送',
    en: 'No mail account is configured; it will be sent once there is one',
  },
  smsNotConfigured: {
    zh: '尚未设置短信网关（SMS gateway not configured）',
    en: 'SMS gateway not configured',
  },
  unreachable: {
    zh: '无法连接邮件服务器，恢复后自动发送',
    en: 'The server cannot be reached; it will be sent when it can',
  },
  signInRefused: {
    zh: '邮件服务器拒绝登录，请检查账号和密码',
    en: 'The server refused the sign-in; check the account and password',
  },
  gatewayUnreachable: {
    zh: '短信网关暂时无法使用，恢复后自动发送',
    en: 'The SMS gateway is not available; it will be sent when it is',
  },
  gatewayRefused: {
    zh: '短信网关不接受，请检查网关地址和密钥',
    en: 'The SMS gateway refuses; check its address and keys',
  },
  interrupted: {
    zh: '发送时程序中断，正在重新发送',
    en: 'Credo stopped while sending; it is being sent again',
  },
  linkInvalid: {
    zh: '发出前上传链接已失效，未发送',
    en: 'The upload link was no longer valid; the message was not sent',
  },
  attachmentLost: {
    zh: '附件缺失或已损坏，未发送',
    en: 'An attachment is missing or damaged; the message was not sent',
  },
  gaveUp: {
    zh: '多次重试仍被服务器推迟，已停止',
    en: 'The server kept putting it off; given up',
  },
} as const satisfies Record<string, LocalizedText>;

export type DeliveryReason = keyof typeof deliveryReasons;

/** A reason as `last_error` stores it, with the words of the server or the system behind it. */
export function storedReason(reason: DeliveryReason, words = ''): string {
  return `credo:${reason}${words && ` ${words}`}`;
}

/** `last_error` for a reader: Credo's reasons in a language, a server's words as they came. */
export function describeLastError(stored: string | null, language: Language): string | null {
  const match = stored?.match(/^credo:(\w+) ?(.*)$/s);
  const text = match && (deliveryReasons as Record<string, LocalizedText>)[match[1] ?? ''];
  if (!match || !text) return stored;
  const words = match[2] ?? '';
  if (!words) return text[language];
  return language === 'zh' ? `${text.zh}：${words}` : `${text.en}: ${words}`;
}
