/** The look of index.html: reads on a screen, light or dark, and prints in black on paper. */
export const style = `
:root{color-scheme:light dark;--paper:#fbf9f4;--ink:#17242c;--ink2:#44525a;--rule:#ddd6c8}
@media (prefers-color-scheme:dark){:root{--paper:#12191d;--ink:#e9e6dd;--ink2:#b4bbbc;--rule:#2a353a}}
body{margin:0 auto;padding:24px;max-width:60rem;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
h1,h2{font-family:Georgia,serif;font-weight:500;letter-spacing:-.012em}h1{margin:0;font-size:2.5rem}
.kicker,.about{margin:0;color:var(--ink2)}.about{font-size:1.2rem}header{border-bottom:2px solid;padding-bottom:12px}
h2{margin:0 0 8px;font-size:1.6rem}h3{margin:20px 0 4px;font-size:1rem}section{padding:24px 0;border-bottom:2px solid;overflow-x:auto}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:4px 24px;margin:0}dl div{border-bottom:1px solid var(--rule)}
dt{color:var(--ink2);font-size:.87rem}dd{margin:0 0 4px}table{width:100%;border-collapse:collapse;font-size:.87rem}
th,td{padding:3px 10px 3px 0;border-bottom:1px solid var(--rule);text-align:start;vertical-align:top;overflow-wrap:anywhere}
th{color:var(--ink2);font-weight:600}code{font-size:.87rem;overflow-wrap:anywhere}summary{cursor:pointer;font-weight:600}
ol{margin:4px 0 12px}.head{color:var(--ink2)}
@media print{:root{--paper:#fff;--ink:#000;--ink2:#000;--rule:#999}body{max-width:none;padding:0;font-size:10pt}
section{break-before:page;border:0}table,details{break-inside:auto}tr{break-inside:avoid}thead{display:table-header-group}}
`;
