const cell = (value: string | number): string => `"${`${value}`.replaceAll('"', '""')}"`;

/** A line of a table for a spreadsheet (RFC 4180). For numbers and words of ours only: nothing is kept from being a formula. */
export const csvLine = (values: readonly (string | number)[]): string => `${values.map(cell).join(",")}\r\n`;
