import type { LocalizedText } from '../../shared/language.ts';
import type { LiveEvents } from '../backend/live/live-events.ts';

const title: LocalizedText = { zh: '收到候选人材料', en: 'A candidate has answered' };
const body: LocalizedText = {
  zh: '{name} 提交了证明材料，请查看并评审。',
  en: '{name} has submitted documents for review.',
};

/** The notification for each submission, while nobody looks at the window. */
export function announceSubmissions(
  live: LiveEvents,
  options: {
    language: () => 'zh' | 'en';
    /** The recruiter wants them. */
    wanted: () => boolean;
    /** The recruiter sees the window and its live updates. */
    watched: () => boolean;
    show: (text: { title: string; body: string }, certificateId: number) => void;
  },
): void {
  live.subscribe((event) => {
    if (event.type !== 'certificate' || event.change !== 'submitted') return;
    if (options.watched() || !options.wanted()) return;
    const language = options.language();
    options.show(
      {
        title: title[language],
        body: body[language].replace('{name}', () => event.resume_name),
      },
      event.certificate_id,
    );
  });
}
