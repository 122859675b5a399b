import PDFDocument from "pdfkit";
import { hasRightToLeft } from "./bidi.ts";
import { composed } from "./compose.ts";
import type { Block, LetterContent } from "./content.ts";
import { type FontRole, fontsOf, runsOf } from "./fonts.ts";

type Style = { role: FontRole; size: number; color: string; before: number; after: number };

const ink = "#17242C";
const ink2 = "#44525A";
const harbour = "#0B5563";
const styles: Record<"title" | "heading" | "subheading" | "paragraph" | "lines" | "item", Style> = {
  title: { role: "heading", size: 24, color: ink, before: 10, after: 8 },
  heading: { role: "heading", size: 15, color: harbour, before: 12, after: 4 },
  subheading: { role: "heading", size: 12.5, color: ink, before: 6, after: 3 },
  paragraph: { role: "text", size: 10.5, color: ink, before: 0, after: 7 },
  lines: { role: "text", size: 10, color: ink2, before: 0, after: 12 },
  item: { role: "text", size: 10, color: ink, before: 0, after: 4 },
};
const pageNumber: Style = { role: "text", size: 8.5, color: ink2, before: 0, after: 0 };
const tags = { title: "H1", heading: "H2", subheading: "H3", paragraph: "P" } as const;
const margins = { top: 62, bottom: 66, left: 66, right: 66 };
const cannotBeDrawn = "[…]";
const isolates = /[\u2066-\u2069]/gu;

/** What a PDF says of itself, and the few words that only a PDF needs. */
export type Paper = {
  size: "LETTER" | "A4";
  author: string;
  subject: string;
  at: Date;
  says: { page: (n: number, all: number) => string; cannotDraw: string };
};

/** The letter as a tagged PDF that declares PDF/UA, with every font embedded. The same letter and paper give the same bytes. */
export function letterPdf(content: LetterContent, paper: Paper): AsyncIterable<Uint8Array> {
  return new LetterDrawing(content, paper).draw();
}

class LetterDrawing {
  readonly #content: LetterContent;
  readonly #says: Paper["says"];
  readonly #doc: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #known = new Map<string, boolean>();
  #incomplete = false;

  constructor(content: LetterContent, { size, author, subject, at, says }: Paper) {
    this.#content = content;
    this.#says = says;
    this.#doc = new PDFDocument({
      size,
      margins,
      pdfVersion: "1.7",
      // The types know only the PDF/A subsets; pdfkit itself knows this one.
      subset: "PDF/UA" as PDFKit.Mixins.PDFSubsets,
      tagged: true,
      displayTitle: true,
      lang: content.language,
      bufferPages: true,
      font: fontsOf.text[0],
      info: {
        Title: content.title,
        Author: author,
        Subject: subject,
        CreationDate: at,
        ModDate: at,
      },
    });
    if (content.direction === "rtl") bindOnTheRight(this.#doc);
    this.#root = this.#doc.struct("Document");
    this.#doc.addStructure(this.#root);
  }

  draw(): AsyncIterable<Uint8Array> {
    for (const block of this.#content.blocks) this.#block(block);
    if (this.#incomplete) this.#paragraph("P", this.#says.cannotDraw, styles.paragraph);
    this.#root.end();
    this.#pageNumbers();
    this.#doc.end();
    return this.#doc as unknown as AsyncIterable<Uint8Array>;
  }

  #block(block: Block): void {
    if (block.kind === "list") {
      this.#list(block.items);
    } else if (block.kind === "lines") {
      for (const [i, line] of block.lines.entries()) {
        const after = i === block.lines.length - 1 ? styles.lines.after : 0;
        // A number or an address runs as it does by itself, whatever the letter's direction.
        this.#paragraph("P", `\u2068${line}\u2069`, { ...styles.lines, after });
      }
    } else {
      this.#paragraph(tags[block.kind], block.text, styles[block.kind]);
    }
  }

  #paragraph(tag: string, text: string, style: Style): void {
    this.#keepWithNext(tag, style);
    this.#doc.y += style.before;
    this.#root.add(this.#doc.struct(tag, this.#actual(text, style), [() => this.#write(text, style, 0)]));
    this.#doc.y += style.after;
  }

  #list(items: readonly string[]): void {
    const list = this.#doc.struct("L");
    this.#root.add(list);
    for (const text of items) {
      const style = styles.item;
      const item = this.#doc.struct("LI");
      list.add(item);
      this.#keepWithNext("LI", style);
      const y = this.#doc.y;
      item.add(this.#doc.struct("Lbl", {}, [() => this.#write("•", style, 0)]));
      this.#doc.y = y;
      item.add(this.#doc.struct("LBody", this.#actual(text, style), [() => this.#write(text, style, 12)]));
      item.end();
      this.#doc.y += style.after;
    }
    list.end();
    this.#doc.y += 4;
  }

  /** A heading never stands alone at the foot of a page, nor an item's bullet. */
  #keepWithNext(tag: string, style: Style): void {
    const needed = style.before + style.size * (tag.startsWith("H") ? 4.5 : 1.4);
    if (this.#doc.y + needed > this.#doc.page.height - margins.bottom) this.#doc.addPage();
  }

  /** For readers by ear and by copying: the true text, wherever the drawn one leaves something out or runs to the left. */
  #actual(text: string, style: Style): { actual?: string } {
    const read = text.replace(isolates, "");
    return this.#isTwoWay(text) || this.#runs(text, style).some((run) => run.font === null)
      ? { actual: read }
      : {};
  }

  #isTwoWay(text: string): boolean {
    return this.#content.direction === "rtl" || hasRightToLeft(text);
  }

  /** Text in which some letters run to the left: pdfkit knows one direction only, so the lines are made here. */
  #compose(text: string, style: Style, indent: number): void {
    const doc = this.#doc.fillColor(style.color).font(fontsOf[style.role][0], style.size);
    const { direction } = this.#content;
    const gap = style.size * 0.22;
    const height = doc.currentLineHeight(true) + gap;
    const baseline = -(ascenderOf(doc) / 1000) * style.size;
    const width = doc.page.width - margins.left - margins.right - indent;
    const options = { lineBreak: false, features: [], baseline } as PDFKit.Mixins.TextOptions;
    const drawn = (piece: { text: string; font: string | null }) =>
      piece.font === null ? cannotBeDrawn : piece.text;
    const widthOf = (piece: { text: string; font: string | null }) =>
      doc
        .font(piece.font ?? fontsOf.text[0], style.size)
        .widthOfString(drawn(piece), { features: [] } as PDFKit.Mixins.TextOptions);
    const fontOf = (grapheme: string, toLeft: boolean) => {
      const fonts = toLeft ? fontsOf.toLeft : fontsOf[style.role];
      return (
        fonts.find((font) => [...grapheme].every((one) => this.#has(font, one.codePointAt(0) ?? 0))) ?? null
      );
    };
    for (const line of composed(shaped(text), { direction, width, fontOf, widthOf })) {
      if (doc.y + height > doc.page.height - doc.page.margins.bottom) continueOn(doc);
      const y = doc.y;
      const used = line.reduce((sum, piece) => sum + widthOf(piece), 0);
      let x = margins.left + (direction === "rtl" ? width - used : indent);
      for (const piece of line) {
        if (piece.font === null) this.#incomplete = true;
        doc.font(piece.font ?? fontsOf.text[0], style.size).text(drawn(piece), x, y, options);
        x += widthOf(piece);
      }
      doc.x = margins.left;
      doc.y = y + height;
    }
  }

  #write(text: string, style: Style, indent: number): void {
    if (this.#isTwoWay(text)) {
      this.#compose(text, style, indent);
      return;
    }
    const [main] = fontsOf[style.role];
    const doc = this.#doc.fillColor(style.color).font(main, style.size);
    // Each font would otherwise stand on its own ascender and a borrowed letter would jump.
    const baseline = -(ascenderOf(doc) / 1000) * style.size;
    const runs = this.#runs(text, style);
    const x = margins.left + indent;
    const width = doc.page.width - margins.right - x;
    for (const [i, run] of runs.entries()) {
      if (run.font === null) this.#incomplete = true;
      const shown = run.font === null ? `${cannotBeDrawn}${run.text.endsWith(" ") ? " " : ""}` : run.text;
      const options = { continued: i < runs.length - 1, lineGap: style.size * 0.22, baseline, width };
      // An explicit feature list makes the font shape a run whole: Arabic words keep their order.
      const whole = run.font === null || run.font === main ? {} : { features: [] };
      doc.font(run.font ?? main, style.size);
      if (i === 0) doc.text(shown, x, doc.y, { ...options, ...whole } as PDFKit.Mixins.TextOptions);
      else doc.text(shown, { ...options, ...whole } as PDFKit.Mixins.TextOptions);
    }
  }

  #runs(text: string, style: Style) {
    return runsOf(shaped(text).replace(isolates, ""), fontsOf[style.role], (font, letter) =>
      this.#has(font, letter),
    );
  }

  #has(font: string, letter: number): boolean {
    const key = `${font}\n${letter}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const has = fontkitOf(this.#doc.font(font)).hasGlyphForCodePoint(letter);
    this.#known.set(key, has);
    return has;
  }

  /** Page numbers are decoration to a screen reader: marked as artifacts, outside the text. */
  #pageNumbers(): void {
    const { start, count } = this.#doc.bufferedPageRange();
    if (count < 2) return;
    for (let i = 0; i < count; i += 1) {
      const doc = this.#doc;
      doc.switchToPage(start + i);
      doc.page.margins.bottom = 0;
      doc.markContent("Artifact", { type: "Pagination" });
      doc.font(fontsOf.text[0], 8.5).fillColor(ink2);
      const page = this.#says.page(i + 1, count);
      doc.x = margins.left;
      doc.y = doc.page.height - 44;
      if (this.#isTwoWay(page)) this.#compose(page, pageNumber, 0);
      else doc.text(page, { lineBreak: false });
      doc.endMarkedContent();
    }
  }
}

/** What has a shape, and the isolates that lines of two directions need. Spaces of other widths are spaces. */
function shaped(text: string): string {
  const plain = text.toWellFormed().replace(/(?![\u2066-\u2069])[\p{Cc}\p{Cf}]+/gu, " ");
  return plain.replace(/\u202F/gu, "\u00A0");
}

/** Tells viewers that pages of this document follow each other from right to left. */
function bindOnTheRight(doc: PDFKit.PDFDocument): void {
  type Catalog = { _root: { data: { ViewerPreferences?: { data: Record<string, unknown> } } } };
  const preferences = (doc as unknown as Catalog)._root.data.ViewerPreferences;
  if (preferences !== undefined) preferences.data.Direction = "R2L";
}

/** The next page, within the same tagged element. */
function continueOn(doc: PDFKit.PDFDocument): void {
  (doc as unknown as { continueOnNewPage(): void }).continueOnNewPage();
}

/** What pdfkit keeps of the font in use; its types leave it out. */
type FontInUse = { ascender: number; font: { hasGlyphForCodePoint(letter: number): boolean } };

function inUse(doc: PDFKit.PDFDocument): FontInUse {
  return (doc as unknown as { _font: FontInUse })._font;
}

function ascenderOf(doc: PDFKit.PDFDocument): number {
  return inUse(doc).ascender;
}

function fontkitOf(doc: PDFKit.PDFDocument): FontInUse["font"] {
  return inUse(doc).font;
}
