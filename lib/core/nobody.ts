/** Where a mail to somebody would go whom we only know by a browser's signal: nowhere (RFC 2606). */
export const nobodyAt = (requestId: string): string => `${requestId}@signal.invalid`;

/** True of an address at which nobody is. */
export const isNobody = (address: string): boolean => address.endsWith("@signal.invalid");
