/** A line that begins what is quoted below an answer, as the mail programs of our ten languages write it. */
const beginsQuote = [
  /^(On|Am|Le|El|Il|Em|Op|W dniu|Dnia|Den|ב-?|في)\s?.{3,200}(wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|napisał\(a\)|napisał|napisała|כתב\/ה|כתב|כתבה|כתב\.ה|كتب)(\s?:?|\s[^:]{1,150}:)\s*$/iu,
  /^-{2,}\s*(Original Message|Ursprüngliche Nachricht|Message d.origine|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Wiadomość oryginalna|Forwarded message|הודעה מקורית|الرسالة الأصلية)\s*-{2,}/iu,
  /^_{20,}$/,
];
const header = /^(From|Von|De|Da|Od|Van|מאת|من):\s.{1,200}$/iu;
const second =
  /^(Sent|Date|To|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Para|Asunto|Assunto|Inviato|A|Oggetto|Verzonden|Aan|Onderwerp|Wysłano|Do|Temat|נשלח|אל|נושא|تم الإرسال|إلى|الموضوع):\s/iu;

/**
 * What somebody wrote above the mail that they answer: quoted lines, and what mail programs put before them, are left out.
 * Where nothing stands above, all of it stays, for the answer may stand below. Pure; in time by the number of letters.
 */
export function withoutQuotes(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
  const place = lines.findIndex((line, at) => beginsAt(lines, line.trim(), at));
  const above = (place < 0 ? lines : lines.slice(0, place)).filter((line) => !/^\s*>/.test(line));
  const words = withoutSignature(above)
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  if (words !== "") return words;
  const rest = lines.map((line) => line.replace(/^[\s>]+/, "")).join("\n");
  return rest.replaceAll(/\n{3,}/g, "\n\n").trim();
}

function beginsAt(lines: readonly string[], line: string, at: number): boolean {
  if (line.length > 300) return false;
  // Long introductions are broken over two lines.
  const two = `${line} ${(lines[at + 1] ?? "").trim()}`.slice(0, 320);
  if (beginsQuote.some((form) => form.test(line))) return true;
  if (/^(On|Am|Le|El|Il|Em|Op|W dniu|Dnia|ב|في)\s?/iu.test(line) && beginsQuote[0]?.test(two)) return true;
  return header.test(line) && second.test((lines[at + 1] ?? "").trim());
}

/** Without what stands below the line that begins a signature (RFC 3676, section 4.3). */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const place = lines.indexOf("-- ");
  return place > 0 ? lines.slice(0, place) : lines;
}
