import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What a recruiter chose for this computer alone; kept in the browser's storage. */
export interface Preferences {
  /** Keys without Ctrl or ⌘ do something. */
  singleKeys: boolean;
  /** A system notification once a submission, while the window is not looked at. */
  submissionNotices: boolean;
  /** How many wait for a verdict, on the application's icon and in the window's title. */
  badges: boolean;
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ singleKeys: true, submissionNotices: true, badges: true }), {
    name: 'credo.preferences',
    version: 1,
  }),
);
