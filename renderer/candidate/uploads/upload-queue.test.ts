import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import type { CertificateSlot } from '../../../shared/api/certificate-slots.ts';
import { errors } from '../../../shared/errors.ts';
import type { CandidateApi, UploadedFile } from '../candidate-api.ts';
import type { Outcome } from '../http.ts';
import { firstToDo } from './slot-state.ts';
import { UploadQueue } from './upload-queue.ts';

type Answer = (outcome: Outcome<UploadedFile>) => void;

const network = { ok: false, reason: 'network' } as const;

function onServer(name: string, size = 4, submitted = false): CandidateRequest['files'][number] {
  return {
    dfs_file_name: `M00/00/00/${name}`,
    dfs_group_name: 'group1',
    name,
    ext: 'jpg',
    size,
    submitted,
    slot: '',
  };
}

let request: CandidateRequest;
let uploads: { name: string; answer: Answer; progress: (share: number) => void }[];
let removed: string[];
let stale: number;
let readable: boolean;

const api: CandidateApi = {
  agree: async () => ({ ok: true, results: null }),
  request: async () => ({ ok: true, results: request }),
  upload(_file, name, _slot, progress) {
    let answer: Answer = () => {};
    const outcome = new Promise<Outcome<UploadedFile>>((resolve) => {
      answer = resolve;
    });
    uploads.push({ name, answer, progress });
    return { outcome, cancel: () => answer(network) };
  },
  remove: async (name) => {
    removed.push(name);
    return { ok: true, results: null };
  },
  submit: async () => ({ ok: true, results: null }),
  fileUrl: () => '',
};

function createQueue(): UploadQueue {
  return new UploadQueue(
    {
      api,
      token: 'bk258ezRGWTnf1d6sfjr6l',
      readable: async () => readable,
      shrink: async () => new Blob(['12']),
      canShrink: true,
      onStale: () => {
        stale += 1;
      },
    },
    request,
  );
}

const photo = (name: string, content = '1234') => new File([content], name, { type: 'image/jpeg' });
const items = (queue: UploadQueue) => queue.store.getSnapshot().items;
const states = (queue: UploadQueue) => items(queue).map(({ name, state }) => `${name} ${state}`);
/** Lets everything that waits for a promise go on. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  uploads = [];
  removed = [];
  stale = 0;
  readable = true;
  request = {
    kind: 'degree',
    kind_label: { zh: '学历证明', en: 'Degree certificate' },
    company_name: '',
    position_name: '',
    candidate_name: '',
    requested_by: '',
    requested_at: '',
    expires_at: '',
    now: '',
    status: 1,
    open: true,
    reopened: false,
    remark: '',
    reason: { zh: '', en: '' },
    slots: [],
    submitted_at: null,
    files: [],
    limits: { file_bytes: 10, files: 3 },
    consent: null,
  };
});
afterEach(() => vi.useRealTimers());

const slot = (slot_key: string, change: Partial<CertificateSlot> = {}): CertificateSlot => ({
  slot_key,
  label: { zh: slot_key, en: slot_key },
  help: { zh: '', en: '' },
  note: '',
  sample: '',
  accepts: ['image', 'pdf'],
  required: true,
  max_files: 2,
  open: true,
  returned: null,
  ...change,
});
const again = { reason_code: 'blurred', reason: { zh: '', en: '' }, remark: '', replaces: true };

describe('slots', () => {
  it('tell the same photo in two of them apart, and keep to the limits and kinds of each', () => {
    request.slots = [slot('a'), slot('b', { accepts: ['image'], max_files: 1 })];
    request.limits.files = 20;
    const queue = createQueue();
    queue.add([photo('1.jpg'), photo('2.jpg'), photo('3.jpg')], request.slots[0]);
    expect(queue.store.getSnapshot().notice).toEqual({ code: 'tooManyFiles', left: 1, limit: 2 });
    queue.add([photo('1.jpg')], request.slots[1]);
    expect(items(queue).map(({ name, slot }) => `${slot} ${name}`)).toEqual([
      'a 1.jpg',
      'a 2.jpg',
      'b 1.jpg',
    ]);
    request.slots[1] = slot('b', { accepts: ['image'] });
    queue.add([new File(['x'], '4.pdf', { type: 'application/pdf' })], request.slots[1]);
    expect(items(queue).at(-1)).toMatchObject({ state: 'refused', problem: 'slotType' });
  });

  it('keep a file that did not arrive in its slot over a reload', async () => {
    request.slots = [slot('a')];
    createQueue().add([photo('1.jpg')], request.slots[0]);
    expect(items(createQueue())).toMatchObject([{ name: '1.jpg', slot: 'a', state: 'lost' }]);
  });

  it('leave out what is of no use where they are asked for again, and want something new', () => {
    request.slots = [slot('a', { open: false }), slot('b', { returned: again })];
    request.files = [
      { ...onServer('kept.jpg', 4, true), slot: 'a' },
      { ...onServer('blurred.jpg', 4, true), slot: 'b' },
    ];
    const queue = createQueue();
    expect(items(queue).map(({ name }) => name)).toEqual(['kept.jpg']);
    expect(firstToDo(request.slots, items(queue))?.slot_key).toBe('b');
    queue.add([photo('new.jpg')], request.slots[1]);
    expect(firstToDo(request.slots, items(queue))).toBeUndefined();
    // Pages to add: those sent before stay, and something new is wanted all the same.
    request.slots[1] = slot('b', { returned: { ...again, replaces: false } });
    localStorage.clear();
    const other = createQueue();
    expect(items(other)).toHaveLength(2);
    expect(firstToDo(request.slots, items(other))?.slot_key).toBe('b');
  });
});

describe('uploading', () => {
  it('sends two files at a time and shows what the server made of them', async () => {
    const queue = createQueue();
    queue.add([photo('a.jpg'), photo('b.jpg'), photo('c.jpg')]);
    expect(states(queue)).toEqual(['a.jpg sending', 'b.jpg sending', 'c.jpg waiting']);
    uploads[0]!.progress(0.5);
    expect(items(queue)[0]!.progress).toBe(0.5);
    uploads[0]!.answer({ ok: true, results: onServer('a.jpg') });
    await settle();
    expect(states(queue)).toEqual(['a.jpg done', 'b.jpg sending', 'c.jpg sending']);
  });

  it('tries again by itself, later and later, until the file arrives', async () => {
    const queue = createQueue();
    queue.add([photo('a.jpg')]);
    for (const seconds of [1, 2, 4, 8, 15, 30, 30]) {
      uploads.at(-1)!.answer(network);
      await settle();
      expect(states(queue)).toEqual(['a.jpg paused']);
      const before = uploads.length;
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(uploads).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(uploads).toHaveLength(before + 1);
    }
    uploads.at(-1)!.answer({ ok: true, results: onServer('a.jpg') });
    await settle();
    expect(states(queue)).toEqual(['a.jpg done']);
  });

  it('goes on at once when the network is back', async () => {
    const queue = createQueue();
    queue.add([photo('a.jpg')]);
    uploads[0]!.answer(network);
    await settle();
    queue.retryPaused();
    expect(states(queue)).toEqual(['a.jpg sending']);
  });

  it('does not send a file again that arrived although its answer was lost', async () => {
    const queue = createQueue();
    queue.add([photo('a.jpg')]);
    request = { ...request, files: [onServer('a.jpg')] };
    uploads[0]!.answer(network);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(uploads).toHaveLength(1);
    expect(states(queue)).toEqual(['a.jpg done']);
  });

  it('waits as long as a busy server asks for', async () => {
    const queue = createQueue();
    queue.add([photo('a.jpg')]);
    uploads[0]!.answer({ ok: false, reason: 'busy', message: '请 30 秒后再试', seconds: 30 });
    await settle();
    expect(items(queue)[0]).toMatchObject({ state: 'busy', message: '请 30 秒后再试' });
    await vi.advanceTimersByTimeAsync(29_999);
    expect(uploads).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(uploads).toHaveLength(2);
  });

  it('shows a refusal in the server’s words and does not repeat it', async () => {
    const queue = createQueue();
    queue.add([photo('a.jpg')]);
    const { number } = errors.attachmentTypeRefused;
    uploads[0]!.answer({ ok: false, reason: 'refused', errNo: number, message: '不支持' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(uploads).toHaveLength(1);
    expect(items(queue)[0]).toMatchObject({ state: 'refused', message: '不支持' });
    expect(stale).toBe(0);
  });

  it('looks again at the request when the link is no more', async () => {
    createQueue().add([photo('a.jpg')]);
    const { number } = errors.tokenInvalid;
    uploads[0]!.answer({ ok: false, reason: 'refused', errNo: number, message: '' });
    await settle();
    expect(stale).toBe(1);
  });

  it('asks for a file again that the phone cannot read any more', async () => {
    const queue = createQueue();
    queue.add([photo('a.jpg')]);
    readable = false;
    uploads[0]!.answer(network);
    await settle();
    expect(states(queue)).toEqual(['a.jpg unreadable']);
    queue.add([photo('a.jpg')]);
    expect(states(queue)).toEqual(['a.jpg sending']);
  });
});

describe('choosing', () => {
  it('takes as many as the limit leaves, and no file twice', () => {
    request = { ...request, files: [onServer('a.jpg')] };
    const queue = createQueue();
    queue.add([photo('a.jpg'), photo('b.jpg')]);
    expect(states(queue)).toEqual(['a.jpg done', 'b.jpg sending']);
    expect(queue.store.getSnapshot().notice).toEqual({ code: 'duplicates', count: 1 });
    queue.add([photo('c.jpg'), photo('d.jpg'), photo('e.jpg')]);
    expect(items(queue)).toHaveLength(3);
    expect(queue.store.getSnapshot().notice).toEqual({
      code: 'tooManyFiles',
      left: 2,
      limit: 3,
    });
  });

  it('lists what cannot be uploaded and sends nothing of it', () => {
    const queue = createQueue();
    queue.add([new File(['x'], 'a.docx'), photo('b.jpg', '')]);
    expect(items(queue).map(({ problem }) => problem)).toEqual(['document', 'empty']);
    expect(uploads).toHaveLength(0);
  });

  it('makes a photo smaller only when asked', async () => {
    const queue = createQueue();
    queue.add([photo('a.png', '12345678901')]);
    expect(items(queue)[0]).toMatchObject({ state: 'refused', problem: 'shrinkable' });
    await queue.shrink(items(queue)[0]!.key);
    expect(items(queue)[0]).toMatchObject({ name: 'a.jpg', size: 2, state: 'sending' });
  });
});

describe('removing', () => {
  it('takes an upload back from the server', async () => {
    request = { ...request, files: [onServer('a.jpg')] };
    const queue = createQueue();
    await queue.remove(items(queue)[0]!.key);
    expect(removed).toEqual(['M00/00/00/a.jpg']);
    expect(items(queue)).toHaveLength(0);
  });

  it('leaves a submitted file where it is, out of the next submission, also after a reload', async () => {
    request = { ...request, files: [onServer('a.jpg', 4, true)] };
    const queue = createQueue();
    await queue.remove(items(queue)[0]!.key);
    expect(removed).toEqual([]);
    expect(items(createQueue())).toHaveLength(0);
    queue.resetExcluded();
    expect(states(createQueue())).toEqual(['a.jpg done']);
  });

  it('cancels a transfer, and takes away what arrived all the same', async () => {
    const queue = createQueue();
    queue.add([photo('a.jpg')]);
    request = { ...request, files: [onServer('a.jpg')] };
    await queue.remove(items(queue)[0]!.key);
    await settle();
    expect(items(queue)).toHaveLength(0);
    expect(removed).toEqual(['M00/00/00/a.jpg']);
  });
});

describe('after a reload', () => {
  it('knows what arrived and says what must be chosen again', () => {
    createQueue().add([photo('a.jpg'), photo('b.jpg')]);
    request = { ...request, files: [onServer('a.jpg')] };
    const queue = createQueue();
    expect(states(queue)).toEqual(['a.jpg done', 'b.jpg lost']);
    queue.add([photo('b.jpg')]);
    expect(states(queue)).toEqual(['a.jpg done', 'b.jpg sending']);
  });
});
