import type { Block, LetterContent } from "./content.ts";

const measure = 76;

/** The letter as plain text, wrapped for a mail program or a terminal. */
export function letterText(content: LetterContent): string {
  return `${content.blocks.map(asText).join("\r\n\r\n")}\r\n`;
}

function asText(block: Block): string {
  switch (block.kind) {
    case "title":
      return `${wrapped(block.text, "")}\r\n${"=".repeat(Math.min(measure, block.text.length))}`;
    case "heading":
      return `${wrapped(block.text, "")}\r\n${"-".repeat(Math.min(measure, block.text.length))}`;
    case "subheading":
    case "paragraph":
      return wrapped(block.text, "");
    case "lines":
      return block.lines.join("\r\n");
    case "list":
      return block.items.map((item) => `- ${wrapped(item, "  ")}`).join("\r\n");
  }
}

/** Lines of at most `measure` letters where words allow; a word is never cut. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u)) {
    if (line !== "" && line.length + 1 + word.length > measure - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join(`\r\n${indent}`);
}
