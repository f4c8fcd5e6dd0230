import { z } from 'zod';

const address = z.email().max(320);

/** Whether a text is one e-mail address: no name, no list, nothing that could end a header. */
export function isMailAddress(text: string): boolean {
  return address.safeParse(text).success;
}
