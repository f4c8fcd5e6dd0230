/** A row that is on screen: its place in the list, and its application where it is fetched. */
export interface ShownRow {
  readonly index: number;
  readonly id: number | undefined;
}

/**
 * Which of the rows drawn shows which row of the list. An application keeps its own as long as it is
 * on screen; one that comes takes over the elements of one that went, because to change some texts
 * costs the browser less than to make thirty elements and throw thirty away.
 */
export class RowSlots {
  #slots = new Map<number, ShownRow>();
  #next = 0;
  #keep: number | undefined;

  /**
   * @param shown the rows on screen, in their order
   * @param keepIndex the row that has the focus, if one has: its elements become no other
   *   application's, or what the keys do next would be done with that one
   * @returns the slot of each row
   */
  assign(shown: readonly ShownRow[], keepIndex: number | undefined): number[] {
    const free = new Map(this.#slots);
    const slots = new Array<number | undefined>(shown.length);
    const take = (place: number, slot: number) => {
      slots[place] = slot;
      free.delete(slot);
    };
    const remembered = new Map<number, number>();
    const byId = new Map<number, number>();
    const byIndex = new Map<number, number>();
    for (const [slot, { index, id }] of free) {
      byIndex.set(index, slot);
      if (id !== undefined) byId.set(id, slot);
    }
    for (const [place, { id }] of shown.entries()) {
      const slot = id === undefined ? undefined : byId.get(id);
      // While rows shift, one may be in two blocks for a moment: only its first place keeps the slot.
      if (slot !== undefined && free.has(slot)) take(place, slot);
    }
    for (const [place, { index, id }] of shown.entries()) {
      const slot = byIndex.get(index);
      if (slots[place] !== undefined || slot === undefined || !free.has(slot)) continue;
      const before = free.get(slot)?.id;
      // A row that is fetched now, or whose block was let go, is the same row.
      if (before === undefined || id === undefined || slot !== this.#keep) take(place, slot);
      if (id === undefined && before !== undefined) remembered.set(place, before);
    }
    if (this.#keep !== undefined) free.delete(this.#keep);
    const left = free.keys();
    const used = new Map<number, ShownRow>();
    const result = shown.map((row, place) => {
      const slot = slots[place] ?? left.next().value ?? this.#next++;
      used.set(slot, { index: row.index, id: row.id ?? remembered.get(place) });
      if (row.index === keepIndex) this.#keep = slot;
      return slot;
    });
    this.#slots = used;
    return result;
  }
}
