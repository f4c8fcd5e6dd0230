import { z } from 'zod';
import { languages } from '../shared/language.ts';

/**
 * What a page in the desktop window may ask of the machine: native abilities alone, one channel
 * each. Both sides check the arguments by the schema here.
 */
export const nativeAbilities = {
  /** The colours of the window's frame and of native menus and dialogs. */
  setTheme: { channel: 'credo:set-theme', argument: z.enum(['light', 'dark', 'system']) },
  /** The language of the menu, dialogs and notifications. */
  setLanguage: { channel: 'credo:set-language', argument: z.enum(languages) },
  /** A number on the application's icon; 0 removes it. */
  setBadge: { channel: 'credo:set-badge', argument: z.int().min(0).max(9999) },
  /** Asks where downloads go from now on; answers the folder, or null where the user cancels. */
  chooseDownloadFolder: { channel: 'credo:choose-download-folder', argument: z.undefined() },
} as const satisfies Record<string, { channel: string; argument: z.ZodType }>;

/** The recruiter clicked a notification: the certificate that it was about is to be opened. */
export const openCertificateMessage = {
  channel: 'credo:open-certificate',
  argument: z.int().positive(),
} as const;

export type NativeAbilities = typeof nativeAbilities;
export type NativeAbility = keyof NativeAbilities;

/** The argument of an ability. */
export type AbilityArgument<Name extends NativeAbility> = z.output<
  NativeAbilities[Name]['argument']
>;

/** `window.credo`; undefined in a browser. */
export interface CredoDesktop {
  readonly platform: string;
  setTheme(theme: AbilityArgument<'setTheme'>): Promise<void>;
  setLanguage(language: AbilityArgument<'setLanguage'>): Promise<void>;
  setBadge(count: number): Promise<void>;
  chooseDownloadFolder(): Promise<string | null>;
  /**
   * Calls back when a notification of a submission was clicked, also one that was clicked before
   * anybody listened. @returns ends it
   */
  onOpenCertificate(open: (certificateId: number) => void): () => void;
}

declare global {
  interface Window {
    readonly credo?: CredoDesktop;
  }
}
