import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const fontFile =
  "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2";

/** The start page's style: with the one text font inlined (34 kB), so that it needs neither network nor install. */
export function cssWithFont(): string {
  const font = readFileSync(createRequire(import.meta.url).resolve(fontFile)).toString("base64");
  return `@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;font-display:block;src:url(data:font/woff2;base64,${font}) format("woff2")}${css}`;
}

/** The reading room's colours and type for pages that carry everything themselves. Only system fonts. */
export const css = `
:root{color-scheme:light dark;--serif:Newsreader,Charter,"Iowan Old Style",Georgia,"Times New Roman",serif;--sans:"Atkinson Hyperlegible Next",system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;--mono:"Atkinson Hyperlegible Mono",ui-monospace,Menlo,Consolas,monospace;
--paper:#FBF9F4;--sheet:#FFFFFF;--sunken:#F3EFE6;--ink:#17242C;--ink-2:#44525A;--ink-3:#5F6B71;--rule:#DDD6C8;--control:#857E70;--harbour:#0B5563;--ochre:#7A4A00;--ochre-tint:#FBEFD2;--plum:#5A3A7A;--plum-tint:#EFE8F5;--focus:#FFCF3F}
@media (prefers-color-scheme:dark){:root{--paper:#12191D;--sheet:#182126;--sunken:#0D1316;--ink:#E9E6DD;--ink-2:#B4BBBC;--ink-3:#8E999C;--rule:#2A353A;--control:#6C787C;--harbour:#7CC7D3;--ochre:#F0C36A;--ochre-tint:#2C220F;--plum:#CBB2E8;--plum-tint:#251C30}}
@media (prefers-contrast:more){:root{--ink-2:var(--ink);--ink-3:var(--ink);--rule:var(--control)}}
*{box-sizing:border-box}
html{font-size:106.25%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1rem/1.55 var(--sans);overflow-wrap:break-word}
h1,h2,h3{font-family:var(--serif);font-weight:500;letter-spacing:-.012em;line-height:1.12;margin:0;text-wrap:balance}
h1{font-size:clamp(1.9rem,5vw,2.5rem)}
h2{font-size:1.5rem;margin-block:40px 8px}
h3{font-size:1.2rem;margin-block:32px 4px}
p{margin-block:8px;max-inline-size:38em}
a{color:var(--harbour);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:3px}
:focus-visible{outline:3px solid var(--ink);outline-offset:0;box-shadow:0 0 0 6px var(--focus)}
.skip{position:absolute;inset-inline-start:-999em}
.skip:focus{position:static;display:block;padding:8px 16px}
.frame{display:grid;grid-template-columns:270px minmax(0,1fr);min-block-size:100vh}
.side{border-inline-end:1px solid var(--rule);background:var(--sunken);padding:26px 22px}
.side .who{font:600 1.12rem var(--serif);margin:0;padding-inline:10px}
.side .when{margin:2px 10px 14px;color:var(--ink-2);font-size:.92rem}
.side h2{font:600 .84rem var(--sans);letter-spacing:0;color:var(--ink-2);padding:18px 10px 4px;margin:0}
.side ul{list-style:none;margin:0;padding:0}
.side a{display:flex;justify-content:space-between;gap:12px;color:var(--ink);text-decoration:none;padding:8px 10px;border-radius:3px}
.side a:hover{text-decoration:underline}
.side a[aria-current]{background:var(--sheet);box-shadow:inset 3px 0 0 var(--harbour);font-weight:600}
.side a[aria-current]:dir(rtl){box-shadow:inset -3px 0 0 var(--harbour)}
.side a span{color:var(--ink-2);font-variant-numeric:tabular-nums}
.main{padding:34px 44px 84px;max-inline-size:1040px}
.plain{margin-inline:auto}
.box{border:1px solid var(--rule);background:var(--sheet);padding:12px 16px;margin-block:20px;font-size:.95rem}
.box p{margin:0;color:var(--ink-2)}
.box p:first-child{color:var(--ink)}
.seal{display:flex;gap:16px;align-items:center}
.seal p{max-inline-size:none}
.seal .mono{white-space:nowrap}
.ring{flex:none;display:grid;place-items:center;inline-size:44px;block-size:44px;border-radius:50%;background:var(--harbour);color:var(--paper);font:600 1.25rem var(--serif);box-shadow:0 0 0 3px var(--sheet),0 0 0 4px var(--harbour)}
.tag{display:inline-block;font:600 .84rem/1.5 var(--sans);color:var(--ochre);background:var(--ochre-tint);padding:0 8px;border-radius:3px}
.strip{display:block;inline-size:100%;block-size:60px;margin-block:10px 4px;fill:var(--harbour);border-block-end:1px solid var(--ink)}
.strip:dir(rtl){transform:scaleX(-1)}
.axis{display:flex;justify-content:space-between;margin:0;max-inline-size:none;color:var(--ink-2);font-size:.92rem}
.commands code{overflow-wrap:anywhere}
.gap{background:var(--plum-tint);color:var(--plum);border-inline-start:4px solid var(--plum);padding:1px 8px;font-size:.95em}
.wait{background:var(--ochre-tint);border:0;border-inline-start:6px solid var(--ochre)}
.wait h2{font-size:1.16rem;margin:0 0 4px;color:var(--ochre)}
.wait p{color:var(--ink)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));margin:28px 0;border-block:2px solid var(--ink)}
.facts div{padding:14px 16px;border-inline-start:1px solid var(--rule)}
.facts div:first-child{border:0;padding-inline-start:0}
.facts dd{margin:0;font:500 2rem/1.1 var(--serif)}
.facts dt{color:var(--ink-2);font-size:.95rem}
.facts div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.wide{overflow-x:auto;margin-block:8px 4px}
table{border-collapse:collapse;inline-size:100%}
caption{text-align:start;color:var(--ink-2);font-size:.92rem;padding-block:4px}
th{text-align:start;vertical-align:bottom;font:600 .84rem/1.3 var(--sans);color:var(--ink-2);border-block-end:1px solid var(--ink);padding:8px 14px 8px 0}
td,tbody th{border-block-end:1px solid var(--rule);padding:11px 14px 11px 0;vertical-align:top}
tbody th{font:600 1rem/1.55 var(--sans);color:var(--ink)}
td small,th small{display:block;color:var(--ink-2);font-size:.92rem;font-weight:400}
.records{font-size:.9rem}
.records td,.records th{padding-block:7px;padding-inline:0 18px;min-inline-size:5em;max-inline-size:28em}
.records td{white-space:pre-wrap}
.records td.short{white-space:nowrap}
.num{text-align:end;font-variant-numeric:tabular-nums}
dl.about{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 18px;margin:8px 0}
dl.about dt{color:var(--ink-2)}
dl.about dd{margin:0}
details{margin-block:8px}
summary{cursor:pointer;color:var(--harbour);text-decoration:underline;text-underline-offset:.18em;padding-block:8px}
code,.mono{font-family:var(--mono);font-size:.9em;overflow-wrap:anywhere}
.links{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0;padding:0;list-style:none}
.links a{overflow-wrap:anywhere}
th .links{margin:2px 0 0;font-weight:400;font-size:.92rem}
@media (max-width:820px){.frame{display:block}.side{border-inline-end:0;border-block-end:1px solid var(--rule)}.side{padding:12px 10px}.side .when{margin-block-end:4px}.side ul{display:flex;flex-wrap:wrap}.side h2+ul{flex-wrap:nowrap;overflow-x:auto;padding:4px}.side h2+ul li{flex:none}.side a{gap:6px;padding-block:5px}.side h2{padding-block:6px 0}.main{padding:22px 20px 56px}.facts div{border:0;padding-inline-start:0}.stack thead{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}.stack tr,.stack td,.stack tbody th{display:block;border:0;padding:2px 0}.stack tr{border-block-end:1px solid var(--rule);padding-block:12px}.stack td::before{content:attr(data-label);display:block;font-size:.84rem;color:var(--ink-2)}.num{text-align:start}dl.about{grid-template-columns:1fr}dl.about dd{margin-block-end:8px}}
@media (forced-colors:active){.side a[aria-current]{border-inline-start:3px solid}}
@media print{.side,.skip,noscript{display:none}.strip{print-color-adjust:exact}.frame{display:block}.main{padding:0;max-inline-size:none}.wide{overflow:visible}body{background:#fff;color:#000;font-size:10pt}tr{break-inside:avoid}h2,h3{break-after:avoid}}
`;
