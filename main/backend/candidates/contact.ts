import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import { CredoError } from '../../../shared/errors.ts';

const mailAddress = z.email().max(254);

/**
 * A telephone number in the form Credo keeps: as it is dialled within China for a Chinese number
 * (`18799990000`, `02162345678`), E.164 for any other (`+14155552671`). Spaces, dashes, full-width
 * digits and the prefixes +86 and 0086 are taken. An empty text stays empty.
 * @throws CredoError `phoneInvalid`
 */
export function normalisePhone(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  // By the full metadata: the small one takes a mobile number that lacks a digit.
  const phone = parsePhoneNumberFromString(trimmed, 'CN');
  if (!phone?.isValid() || phone.ext !== undefined) {
    throw new CredoError('phoneInvalid', { value: shortened(trimmed) });
  }
  if (phone.country !== 'CN') return phone.number;
  // A landline keeps the 0 that is dialled before its area code; mobiles and 400 numbers have none.
  const trunk = phone.getType() === 'FIXED_LINE' ? '0' : '';
  return `${trunk}${phone.nationalNumber}`;
}

/**
 * A mail address in lower case, since no mail service tells addresses apart by case and people write
 * theirs as they like. An empty text stays empty.
 * @throws CredoError `emailInvalid`
 */
export function normaliseEmail(text: string): string {
  const address = text.trim().normalize('NFKC').toLowerCase();
  if (address === '') return '';
  if (!mailAddress.safeParse(address).success) {
    throw new CredoError('emailInvalid', { value: shortened(address) });
  }
  return address;
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idCheckCharacters = '10X98765432';

/**
 * An identity document's number in capitals. 18 digits are a resident identity card of the PRC, whose
 * check digit (ISO 7064 MOD 11-2, GB 11643) and birth date must be right; others, such as passports,
 * are letters and digits. An empty text stays empty.
 * @throws CredoError `idNumberInvalid`
 */
export function normaliseIdNumber(text: string): string {
  const number = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (number === '') return '';
  const resident = /^\d{17}[\dX]$/.test(number);
  const valid = resident ? isResidentNumber(number) : /^[0-9A-Z()]{5,20}$/.test(number);
  if (!valid) throw new CredoError('idNumberInvalid', { value: shortened(number) });
  return number;
}

function isResidentNumber(number: string): boolean {
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  if (idCheckCharacters[sum % 11] !== number[17]) return false;
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
  const birth = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(birth.getTime()) && birth.getUTCDate() === Number(day);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
