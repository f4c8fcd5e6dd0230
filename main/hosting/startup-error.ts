import type { Language, LocalizedText } from '../../shared/language.ts';

/** Why the workstation cannot start: one clear line for the user, in both languages. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
  readonly text: LocalizedText;

  constructor(zh: string, en: string, options?: { cause?: unknown }) {
    super(en, options);
    this.text = { zh, en };
  }
}

/**
 * The language of a terminal: `LC_ALL`, `LC_MESSAGES` or `LANG` where one is set, else the system's
 * own. Chinese for `zh…`, English for everything else, as a terminal without a Chinese locale often
 * can't show Chinese.
 */
export function terminalLanguage(environment: Readonly<NodeJS.ProcessEnv>): Language {
  const locale =
    environment.LC_ALL ||
    environment.LC_MESSAGES ||
    environment.LANG ||
    Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The start-up error that a failed `listen` means. Anything but a system error is passed on. */
export function listenError(error: unknown, host: string, port: number): Error {
  const where = `${host}:${port}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartupError(
        `端口已被占用：${where}，请关闭占用它的程序或换一个端口（0 表示任意空闲端口）`,
        `The port is in use: ${where}. Close what uses it or choose another (0 takes a free one).`,
        { cause: error },
      );
    case 'EACCES':
      return new StartupError(
        `没有权限使用端口：${where}，请换用 1024 以上的端口`,
        `No permission to use the port: ${where}. Choose one above 1024.`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartupError(
        `本机没有这个地址：${host}`,
        `This machine does not have the address ${host}.`,
        { cause: error },
      );
    default:
      return error as Error;
  }
}
