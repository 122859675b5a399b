/** How a collection is reached, for the kinds where that is to be written down. */
const reach: Record<string, string[]> = {
  http: [
    "#     http:",
    '#       path: "/v1/contacts"',
    '#       query: { email: "{match.email}" }',
    "#       items: /data",
  ],
  files: ['#     files: { pattern: "contacts-*.csv" }'],
};

/** A collection to write the first one after, as a comment: it says nothing until somebody takes the marks away. */
export function exampleFor(kind: string): string {
  return [
    "# Nothing is mapped yet. Put your collections in place of the empty list above, each like this:",
    "#   - name: contacts",
    "#     label: Your contact details",
    "#     category: identifiers",
    "#     purpose: To answer you",
    "#     legal_basis: contract",
    "#     source: You",
    "#     retention: Two years after the last message",
    "#     key: [id]",
    "#     subject_key: id",
    "#     match: { email: email }",
    "#     yields: { email: email }",
    ...(reach[kind] ?? []),
    "#     fields:",
    "#       id: { label: Number }",
    "#       email: { label: E-mail address }",
    "",
  ].join("\n");
}
