/** Rows that stay the same elements while their data changes, so that focus and pointer stay on them. */
export class KeyedList<T> {
  private readonly rows = new Map<string, { root: HTMLElement; update: (item: T) => void }>();

  constructor(
    private readonly parent: HTMLElement,
    private readonly make: (item: T) => { root: HTMLElement; update: (item: T) => void },
  ) {}

  show(items: T[], keyOf: (item: T) => string): void {
    const keys = new Set(items.map(keyOf));
    for (const [key, { root }] of this.rows)
      if (!keys.has(key)) {
        root.remove();
        this.rows.delete(key);
      }
    items.forEach((item, at) => {
      const key = keyOf(item);
      const row = this.rows.get(key) ?? this.make(item);
      this.rows.set(key, row);
      row.update(item);
      if (this.parent.children[at] !== row.root)
        this.parent.insertBefore(row.root, this.parent.children[at] ?? null);
    });
  }
}
