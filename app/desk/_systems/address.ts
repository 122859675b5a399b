/** A page or a form's address about one system. */
export function systemAddress(id: string, part: string = ""): string {
  return `/desk/systems/${encodeURIComponent(id)}${part}`;
}

/** The page of one collection of a system's map. */
export function collectionAddress(id: string, name: string, part: string = ""): string {
  return systemAddress(id, `/map/of/${encodeURIComponent(name)}${part}`);
}
