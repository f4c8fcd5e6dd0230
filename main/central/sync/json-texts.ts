/** The JSON of objects that do not change, each written once. */
export class JsonTexts {
  readonly #texts = new Map<object, string>();

  of(value: object): string {
    let text = this.#texts.get(value);
    if (text === undefined) {
      text = JSON.stringify(value);
      this.#texts.set(value, text);
    }
    return text;
  }
}
