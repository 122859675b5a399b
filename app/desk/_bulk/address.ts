/** Where a run of one act on many requests is looked at, before and after. */
export const sheetAddress = (run: string) => `/desk/bulk/sheet/${encodeURIComponent(run)}`;
