const wrongs = {
  name: { field: "controller", code: "name" },
  address: { field: "address", code: "address" },
  open: { field: "controller", code: "open" },
} as const;

export type Wrong = (typeof wrongs)[keyof typeof wrongs];

/** What an address says was wrong with what was sent; null where it says nothing that we know. */
export function wrongOf(said: string | string[] | undefined): Wrong | null {
  return typeof said === "string" && Object.hasOwn(wrongs, said) ? wrongs[said as keyof typeof wrongs] : null;
}
