/** What a translation holds while a new English message has not reached it yet. */
export type Some<T> = { [K in keyof T]?: T[K] extends string ? string : Some<T[K]> };

/** The messages of a translation, in English where one is missing. */
export function filled<T extends object>(whole: T, some: Some<T>): T {
  const entries = Object.entries(whole).map(([key, value]) => {
    const mine = Object.hasOwn(some, key) ? some[key as keyof T] : undefined;
    if (typeof value === "string") return [key, mine ?? value];
    return [key, filled(value, (mine ?? {}) as Some<object>)];
  });
  return Object.fromEntries(entries) as T;
}
