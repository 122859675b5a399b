import { createServer, type Server } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { mediaTypeOf } from "#lib/dealing/media-type.ts";
import { documentType } from "#lib/request/clocks/documents.ts";
import { zipOf } from "../../fuzz/zip.ts";
import { mustBeHarmless } from "./scan.ts";

const jpeg = (width: number, height: number, before = Buffer.alloc(0)) =>
  Buffer.concat([
    Buffer.of(0xff, 0xd8),
    before,
    Buffer.of(0xff, 0xc0, 0, 17, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 3),
    Buffer.alloc(60),
    Buffer.of(0xff, 0xd9),
  ]);
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(16);
  head.write("IHDR", 4, "latin1");
  head.writeUInt32BE(13, 0);
  head.writeUInt32BE(width, 8);
  head.writeUInt32BE(height, 12);
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), head, Buffer.alloc(40)]);
}
const segment = (marker: number, content: string | Buffer) => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.of(0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff), bytes]);
};
const script = "<script>alert(1)</script>";
const zip = Buffer.from(zipOf([["a.js", Buffer.from("alert(1)")]]));
const at = (bytes: Buffer, before: string | Buffer) => Buffer.concat([Buffer.from(before), bytes]);

/** Kinds that must never be taken as a document, whatever they are named. */
const refused: [string, Buffer | string][] = [
  ["SVG", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`],
  ["SVG with a declaration", `<?xml version="1.0"?><svg/>`],
  ["SVG behind a mark", `\ufeff<svg/>`],
  ["packed SVG", gzipSync("<svg/>")],
  ["HTML", `<!doctype html>${script}`],
  ["HTML behind spaces", `   \n<html>${script}`],
  ["HTML that names a PDF", `<!-- %PDF-1.7 -->${script}`],
  ["PDF not at its start", at(Buffer.from("%PDF-1.7"), "junk\n")],
  ["PDF behind a NUL", at(Buffer.from("%PDF-1.7"), "\u0000")],
  ["PDF in small letters", "%pdf-1.7"],
  ["half a PDF's head", "%PD"],
  ["PostScript", "%!PS-Adobe-3.0\n"],
  ["a zip", zip],
  ["a zip of nothing", Buffer.from(`504b0506${"00".repeat(18)}`, "hex")],
  ["a document of an office", Buffer.from(zipOf([["word/document.xml", Buffer.from("<w/>")]]))],
  ["a zip in front of a PDF", at(Buffer.from("%PDF-1.7"), zip)],
  ["an old document of an office", Buffer.from("d0cf11e0a1b11ae1", "hex")],
  ["RAR", "Rar!\u001a\u0007\u0000"],
  ["7z", Buffer.from("377abcaf271c", "hex")],
  ["gzip", gzipSync("x")],
  ["xz", Buffer.from("fd377a585a00", "hex")],
  ["tar", Buffer.concat([Buffer.alloc(257), Buffer.from("ustar\u000000")])],
  ["a program for Windows", "MZ\u0090\u0000"],
  ["a program for Linux", "\u007fELF\u0002\u0001"],
  ["a program for macOS", Buffer.from("cffaedfe", "hex")],
  ["Java", Buffer.from("cafebabe", "hex")],
  ["WebAssembly", "\u0000asm\u0001\u0000\u0000\u0000"],
  ["a script", "#!/bin/sh\nrm -rf /"],
  ["PHP", "<?php system($_GET[0]); ?>"],
  ["JavaScript", "alert(1)//"],
  ["a shortcut", Buffer.from("4c0000000114020000000000c000000000000046", "hex")],
  ["XML with an entity", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`],
  ["XSL", `<?xml version="1.0"?><xsl:stylesheet/>`],
  ["MHT", "MIME-Version: 1.0\r\nContent-Type: multipart/related"],
  ["a mail", "From: a@example.com\r\n\r\nx"],
  ["a calendar", "BEGIN:VCALENDAR"],
  ["GIF", "GIF89a"],
  ["GIF that is JavaScript", "GIF89a/*=1;alert(1)*/"],
  ["BMP that is JavaScript", "BM/*=1;alert(1)*/"],
  ["TIFF", "II*\u0000"],
  ["ICO", Buffer.from("00000100", "hex")],
  ["WebP", "RIFF0000WEBPVP8 "],
  ["AVIF", Buffer.from("\u0000\u0000\u0000\u001cftypavif", "latin1")],
  ["MP4", Buffer.from("\u0000\u0000\u0000\u0018ftypmp42", "latin1")],
  ["Flash", "FWS\u0009"],
  ["packed Flash", "CWS\u0009"],
  ["RTF", "{\\rtf1}"],
  ["a link", "[InternetShortcut]\r\nURL=javascript:alert(1)"],
  ["a table of formulas", "=cmd|' /C calc'!A0"],
  ["nothing", ""],
  ["one byte", "x"],
  ["half a PNG's head", Buffer.from("89504e47", "hex")],
  ["half a JPEG's head", Buffer.from("ffd8", "hex")],
  ["PNG with its line ends changed", Buffer.from("89504e470a1a0a", "hex")],
  ["a PNG of ten thousand million points", png(100_000, 100_000)],
  ["a PNG of one point (DSR-04)", png(1, 1)],
  ["a JPEG of four thousand million points", jpeg(65_535, 65_535)],
  ["a JPEG of one point (DSR-04)", jpeg(1, 1)],
  ["a JPEG of one point behind its notes", jpeg(1, 1, segment(0xe1, "Exif\u0000\u0000"))],
  ["a large JPEG behind bytes that fill", jpeg(65_535, 65_535, Buffer.from("ffffff", "hex"))],
  ["a large JPEG behind a marker that stands alone", jpeg(65_535, 65_535, Buffer.from("ff01ffd0", "hex"))],
  ["eleven megabytes", Buffer.concat([Buffer.from("%PDF-1.7"), Buffer.alloc(11 * 1024 * 1024)])],
];

/** Files of two kinds at once, which are taken as what they begin as: they lie sealed and are only ever saved, never shown. */
const inert: [string, Buffer, string][] = [
  ["a PDF with a zip behind it", Buffer.concat([Buffer.from("%PDF-1.7\n"), zip]), "application/pdf"],
  [
    "a PDF with a script",
    Buffer.from("%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>"),
    "application/pdf",
  ],
  ["a JPEG with markup in its note", jpeg(800, 600, segment(0xfe, script)), "image/jpeg"],
  ["a JPEG with a place in its notes", jpeg(800, 600, segment(0xe1, "Exif\u0000\u0000GPS")), "image/jpeg"],
  ["a PNG with markup behind it", Buffer.concat([png(800, 600), Buffer.from(script)]), "image/png"],
];

describe("TM-31 sixty hostile files", () => {
  it("are sixty", () => expect(refused.length + inert.length).toBeGreaterThanOrEqual(60));
  it.each(refused)("%s is no document", (_name, bytes) => {
    expect(() => documentType(Buffer.from(bytes as string))).toThrow(
      /^(Send a PDF|The file is larger|This picture is too)/,
    );
  });
  it.each(inert)("%s counts as what it begins as", (_name, bytes, type) =>
    expect(documentType(bytes)).toBe(type),
  );
  it("of which a message takes no archive, program or markup but as plain text", () => {
    for (const [name, bytes] of refused) {
      let type = "none";
      try {
        type = mediaTypeOf(Buffer.from(bytes as string));
      } catch {
        continue;
      }
      expect([name, ["text/plain", "image/webp", "image/png", "image/jpeg"].includes(type)]).toEqual([
        name,
        true,
      ]);
    }
  });
});

describe("TM-31 the scanner", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** Speaks as clamd does, and finds the harmless test text of anti-virus makers and nothing else. */
  const scanner = (say: (content: Buffer) => string | null): Promise<string> =>
    new Promise((settle) => {
      server = createServer((socket) => {
        let heard = Buffer.alloc(0);
        socket.on("error", () => undefined);
        socket.on("data", (chunk) => {
          heard = Buffer.concat([heard, chunk]);
          const parts: Buffer[] = [];
          for (let place = 10; place + 4 <= heard.length; ) {
            const length = heard.readUInt32BE(place);
            if (length === 0) {
              const said = say(Buffer.concat(parts));
              if (said === null) socket.destroy();
              else socket.end(said);
              return;
            }
            parts.push(heard.subarray(place + 4, place + 4 + length));
            place += 4 + length;
          }
        });
      });
      server.listen(0, "127.0.0.1", () => {
        const address = server?.address();
        settle(`127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
      });
    });
  const clamd = (content: Buffer) =>
    content.includes("EICAR") ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0";

  it("passes what is clean, refuses what is not, and asks nobody without a setting", async () => {
    const where = await scanner(clamd);
    await mustBeHarmless(Buffer.alloc(900_000, 1), where);
    const found = mustBeHarmless(Buffer.concat([Buffer.alloc(700_000), Buffer.from("EICAR")]), where);
    await expect(found).rejects.toMatchObject({ name: "HabeasError", code: "invalid" });
    await mustBeHarmless(Buffer.from("EICAR"), undefined);
  });

  it.each([
    ["ends without a word", () => null],
    ["says something else", () => "INSTREAM size limit exceeded. ERROR\0"],
    ["says yes and no", () => "stream: OK\nstream: X FOUND \0"],
    ["talks without end", () => "x".repeat(5_000)],
  ])("that %s lets nothing pass", async (_name, say) => {
    await expect(mustBeHarmless(Buffer.from("x"), await scanner(say))).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  it("that is not there lets nothing pass", async () => {
    await expect(mustBeHarmless(Buffer.from("x"), "127.0.0.1:1")).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});
