import { create } from 'zustand';
import type { ResultsOf } from '../../../shared/api/endpoint.ts';
import type { getTpl } from '../../../shared/api/mail-templates.ts';
import { usualSlots } from './slot-list.ts';

export type TemplateDetail = ResultsOf<typeof getTpl>;

/** What is written in the editor of a template. */
export type TemplateDraft = Pick<
  TemplateDetail,
  'title' | 'desc' | 'email_subject' | 'email_content' | 'sms_content' | 'slots'
>;

/** What is shown on the right: a template by its id, or one of a group that is not saved yet. */
export type Selection = number | `new:${string}`;

/** A draft that is not saved, and the revision it began from; 0 where the template is new. */
export interface Unsaved {
  readonly draft: TemplateDraft;
  readonly revision: number;
}

interface TemplateDrafts {
  readonly unsaved: Readonly<Record<string, Unsaved>>;
  keep(selection: Selection, unsaved: Unsaved): void;
  forget(selection: Selection): void;
}

/** Unsaved drafts by what they are of, until the window closes: choosing another loses nothing. */
export const useTemplateDrafts = create<TemplateDrafts>((set) => ({
  unsaved: {},
  keep: (selection, unsaved) =>
    set((state) => ({ unsaved: { ...state.unsaved, [selection]: unsaved } })),
  forget: (selection) =>
    set((state) => {
      const { [String(selection)]: _forgotten, ...unsaved } = state.unsaved;
      return { unsaved };
    }),
}));

export const emptyDraft: TemplateDraft = {
  title: '',
  desc: '',
  email_subject: '',
  email_content: '',
  sms_content: '',
  slots: [],
};

/** What a new template of a group begins with. */
export function newDraft(group: string | undefined): TemplateDraft {
  return { ...emptyDraft, slots: [...usualSlots(group)] };
}

/** The texts of a template alone. */
export function draftOf(template: TemplateDetail): TemplateDraft {
  const { title, desc, email_subject, email_content, sms_content, slots } = template;
  return { title, desc, email_subject, email_content, sms_content, slots };
}

/** Whether nothing differs between two drafts. */
export function sameDraft(one: TemplateDraft, other: TemplateDraft): boolean {
  const keys = Object.keys(emptyDraft) as (keyof TemplateDraft)[];
  return keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

/** The group of a template that is not saved yet. */
export function groupOfNew(selection: Selection): string | undefined {
  return typeof selection === 'string' ? selection.slice('new:'.length) : undefined;
}

/** A selection as the URL holds it; undefined where it is none. */
export function readSelection(text: string | undefined): Selection | undefined {
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
