import { isbot } from 'isbot';

/** Mail protection and office programs that look at links for their users; not in isbot's list. */
const scanners =
  /barracuda|mimecast|proofpoint|ironport|fireeye|symantec|trendmicro|forcepoint|sophos|safelinks|urldefense|zscaler|netcraft|virustotal|microsoft office|ms-office|outlook|owa\/|skypeuripreview|teams\/|link-?(?:preview|expand|check|service)|larkbot|feishubot|wecombot|coremail|qqmail|netease/i;

/** In-app browsers of people that name a program of the list above. */
const readers = /\bMicroMessenger\b|\bwxwork\b|\bDingTalk\/|\bLark\/|\bFeishu\b/i;

/**
 * Whether a request for a candidate's page looks like a person's browser: not a preview of a link in
 * a chat, not a prefetch, not the scanner of a mail server, not a program. It is a guess, and leans to
 * no: an opened link that was not is worse than the other way round.
 */
export function isOpenedByPerson(request: Request): boolean {
  const { headers } = request;
  if (request.method !== 'GET') return false;
  const purpose = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz']
    .map((name) => headers.get(name) ?? '')
    .join(' ');
  if (/prefetch|preview|prerender/i.test(purpose)) return false;
  const destination = headers.get('sec-fetch-dest');
  if (destination !== null && destination !== 'document') return false;
  const agent = headers.get('user-agent') ?? '';
  if (!/mozilla|opera|ucweb/i.test(agent)) return false;
  if (readers.test(agent)) return !/linkservice|bot\b/i.test(agent);
  return !isbot(agent) && !scanners.test(agent);
}
