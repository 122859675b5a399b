/** What pages of messages add to the bundle's style. */
export const threadCss = `
.thread{max-inline-size:760px}
.thread .way{font-size:.95rem}
.thread h2.day,.thread h3.day{font:600 .95rem var(--sans);letter-spacing:0;color:var(--ink-2);margin:28px 0 8px}
.message{background:var(--sheet);border:1px solid var(--rule);border-inline-start:4px solid var(--rule);padding:10px 16px 12px;margin-block:10px;break-inside:avoid}
.message.own{border-inline-start-color:var(--harbour);background:var(--sunken)}
.message p{margin:0 0 4px}
.message .who,.message .small{color:var(--ink-2);font-size:.92rem}
.message .who b{color:var(--ink)}
.message .subject{font-weight:600}
.message .text{white-space:pre-wrap;overflow-wrap:anywhere}
.message .quoted .text{border-inline-start:3px solid var(--rule);padding-inline-start:12px;color:var(--ink-2)}
.message .links{margin-block:0}
.message .files{margin-block-start:10px}
.thread tbody th{inline-size:46%}
.thread tbody th small{margin-block-start:2px}
`;
