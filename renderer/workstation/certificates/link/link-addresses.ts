import type { Workspace } from '../../../../shared/api/workspace.ts';

type Addresses = Pick<Workspace, 'central_candidate_url' | 'candidate_urls'>;

/** What a candidate's link may begin with, first what messages use: the company's centre, then this machine. */
export function linkAddresses({
  central_candidate_url: central,
  candidate_urls: office,
}: Addresses): string[] {
  return [...(central === null ? [] : [central]), ...office];
}

/** Addresses in the office's networks, where a link works beside the centre's or instead of it. */
export function officeAddresses({
  central_candidate_url: central,
  candidate_urls: office,
}: Addresses): string[] {
  return central !== null && isThisMachine(office[0] ?? '') ? [] : office;
}

/** Whether only this computer gets to an address. */
export function isThisMachine(url: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\])/i.test(url);
}

/**
 * Whether an address leads somewhere on a network of its own alone: a phone on mobile data does not get
 * there. Names without a dot, and those of local networks, are such addresses too.
 */
export function isPrivateAddress(url: string): boolean {
  const host = /^https?:\/\/(\[[^\]]*\]|[^/:]*)/i.exec(url)?.[1] ?? '';
  if (isThisMachine(url)) return true;
  if (host.startsWith('[')) return /^\[f([cd]|e[89ab])/i.test(host);
  if (/^\d+(\.\d+){3}$/.test(host)) {
    return /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      host,
    );
  }
  return !host.includes('.') || /\.(local|lan|internal|intranet|home|corp)$/i.test(host);
}
