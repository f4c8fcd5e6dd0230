/**
 * JSON with 64-bit identifiers.
 *
 * `tob_resume_id` exceeds 2^53, and the reference shows it both as a string and as a JSON number.
 * Inside Credo it is always a string of digits; these two functions are the border.
 */

interface JsonWithSource {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}

const json = JSON as unknown as JsonWithSource;

/**
 * Parses JSON; an integer that a double cannot hold exactly becomes a string of its digits.
 * @throws SyntaxError where the text is not JSON
 */
export function parseJson(text: string): unknown {
  return json.parse(text, (_key, value, context) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    context.source !== undefined &&
    /^-?\d+$/.test(context.source)
      ? context.source
      : value,
  );
}

/**
 * Wraps a string of digits so that `JSON.stringify` writes it as a number, digit for digit.
 * Typed as the number that readers of the JSON see; it is of use to `JSON.stringify` alone.
 * @throws SyntaxError where the text is not an integer
 */
export function integerJson(digits: string): number {
  if (!/^-?\d+$/.test(digits)) throw new SyntaxError(`not an integer: ${digits}`);
  return json.rawJSON(digits) as number;
}
