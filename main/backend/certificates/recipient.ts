import parsePhoneNumber from 'libphonenumber-js/max';
import { z } from 'zod';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import { parseFields } from '../http/route.ts';

const email = z.object({ resume_email: z.email() });

/**
 * A mail address that a server would take.
 * @throws CredoError `invalidParameter`
 */
export function mailAddress(text: string, language: Language): string {
  return parseFields(email, { resume_email: text }, language).resume_email;
}

const notMobile: Record<Language, string> = {
  zh: '不是有效的手机号码',
  en: 'not a valid mobile number',
};

/**
 * A mobile number in E.164 form; without a country code it is a Chinese one.
 * @param field whose value it is
 * @throws CredoError `invalidParameter`
 */
export function mobileNumber(text: string, language: Language, field = 'resume_phone'): string {
  const number = parsePhoneNumber(text, 'CN');
  const type = number?.getType();
  const mobile = type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
  if (!number?.isValid() || !mobile) {
    throw new CredoError('invalidParameter', {
      field,
      reason: notMobile[language],
    });
  }
  return number.number;
}
