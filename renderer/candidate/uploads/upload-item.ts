import type { UploadedFile } from '../candidate-api.ts';
import { extensionOf, type FileProblem } from './file-rules.ts';

/** Where a file stands. */
export type ItemState =
  | 'waiting'
  | 'sending'
  /** Waiting to be tried again by itself: no network, or the server is busy. */
  | 'paused'
  | 'busy'
  | 'done'
  | 'removing'
  | 'shrinking'
  /** Needs the candidate: it cannot be uploaded as it is. */
  | 'refused'
  /** Needs the candidate: the page no longer has the file. */
  | 'lost'
  | 'unreadable';

/** A file of the list. Never changed in place: React compares by identity. */
export interface UploadItem {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly ext: string;
  /** The slot it is for; empty where files are asked for as a whole. */
  readonly slot: string;
  readonly state: ItemState;
  /** Share of the bytes sent, 0 to 1. */
  readonly progress: number;
  /** The file on the phone; absent where only the server has it. */
  readonly file?: Blob;
  /** The file on the server. */
  readonly uploaded?: UploadedFile;
  /** It is part of what was submitted before. */
  readonly submitted: boolean;
  /** Why it was refused: a rule of the page, or the server's own words. */
  readonly problem?: FileProblem | 'shrinkFailed';
  readonly message?: string;
}

let lastKey = 0;

function nextKey(): string {
  lastKey += 1;
  return `item-${lastKey}`;
}

/** An item of a file just chosen. */
export function chosenItem(file: File, slot: string): UploadItem {
  return {
    key: nextKey(),
    name: file.name || 'photo.jpg',
    size: file.size,
    ext: extensionOf(file.name),
    slot,
    state: 'waiting',
    progress: 0,
    file,
    submitted: false,
  };
}

/** An item of a file that the server has. */
export function serverItem(uploaded: UploadedFile, submitted: boolean, slot: string): UploadItem {
  return {
    key: nextKey(),
    name: uploaded.name,
    size: uploaded.size,
    ext: uploaded.ext,
    slot,
    state: 'done',
    progress: 1,
    uploaded,
    submitted,
  };
}

/** An item of a file that was chosen before the page was reloaded and did not arrive. */
export function lostItem(name: string, size: number, slot: string): UploadItem {
  return {
    key: nextKey(),
    name,
    size,
    ext: extensionOf(name),
    slot,
    state: 'lost',
    progress: 0,
    submitted: false,
  };
}

/** Whether an item is on its way without the candidate's help. */
export function isUnderWay({ state }: UploadItem): boolean {
  return (
    state === 'waiting' ||
    state === 'sending' ||
    state === 'paused' ||
    state === 'busy' ||
    state === 'shrinking' ||
    state === 'removing'
  );
}

/** Whether an item stops a submission until the candidate does something. */
export function needsCandidate({ state }: UploadItem): boolean {
  return state === 'refused' || state === 'lost' || state === 'unreadable';
}
