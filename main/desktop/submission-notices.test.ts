import { expect, it } from 'vitest';
import { saveWorkspace } from '../../shared/api/workspace.ts';
import { createTestBackend } from '../backend/test-backend.ts';
import { announceSubmissions } from './submission-notices.ts';

it('tells of a submission once, in the words of the language, while nobody looks and it is wanted', async () => {
  const backend = createTestBackend();
  const shown: unknown[] = [];
  let watched = false;
  announceSubmissions(backend.live, {
    language: () => 'en',
    wanted: () => backend.workspace.submissionNotices,
    watched: () => watched,
    show: (text, certificateId) => shown.push([text.body, certificateId]),
  });
  const submit = (certificate_id: number) =>
    backend.live.publish({
      ...{ type: 'certificate', application_id: 1, certificate_id },
      ...{ resume_name: "$& O'Neil", change: 'submitted' },
    });
  submit(3);
  backend.live.publish({
    ...{ type: 'certificate', application_id: 1, certificate_id: 3 },
    ...{ resume_name: '宋海洋', change: 'reviewed' },
  });
  watched = true;
  submit(4);
  watched = false;
  const { results } = await backend.call(saveWorkspace, { submission_notices: false });
  expect(results.submission_notices).toBe(false);
  submit(5);
  expect(shown).toEqual([["$& O'Neil has submitted documents for review.", 3]]);
  backend.dispose();
});
