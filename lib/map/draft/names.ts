/** Words that names of tables and columns are made of, for names that run together: `lastupdatedby`. */
const common = `
account action active actor address admin agent amount answer api approved archive area article assigned assignee at attachment attribute
author avatar balance bank bcc bill billing birth birthday block blocked blog body browser by buyer byte call campaign cancelled card
cart category cc cell change changed channel city claim class client code comment company conference confirmed contact content cookie
country county count created creator credential currency custom customer data date day deleted delivery department description detail
device disabled display dob document due edit education effective email employee encrypted end entry event expires extension external
fax feedback fee field file filename final first flag folder for forename format forum friend from full gender given grade group guest
hash header height history home host html icon id identifier identity image info initial instance invoice ip is issue item job key kind
label lang language last lat latitude lead level line link list lng local location locked log login logout longitude mail manager marital
member membership merged message meta middle mobile modified modifier money month msg name nationality new nick nickname note notes notification number
object old on open option order organization origin owner page pager paper parent participant partner passport password path patient pay
payment permission person phone photo place plan position post postal preference price principal priority priv private privilege product
profile project province public purchase queue quote rating read real reason receipt received recipient record ref reference refund
region registered related reply report request requester requestor resolved response return reviewer review role row salary sale salt
salutation school score search secret section seen sender sent seq session set sex shipping sign signature signup site size social sort
source ssn start state status stock store street string student style subject submission subscriber subscription summary surname tag target
task tax team tel telephone template text thread thumb ticket time timestamp timezone title to token total touched town track transaction
type uid unique unit update updated uri url user username uuid value vat verified version vendor view visit visitor vote voter wage watch
web website wishlist work workphone worker year zip zone
`
  .trim()
  .split(/\s+/);

/** `categories` → `category`, `addresses` → `address`, `users` → `user`. Good enough to compare names with. */
export function singular(word: string): string {
  if (/(ss|us|is|news)$/.test(word) || word.length < 4) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(sses|shes|ches|xes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Splits names into words in the singular, by case, marks, and the words of the schema's own tables. */
export type Splitter = (name: string) => string[];

export function splitterFor(tables: readonly string[]): Splitter {
  const known = new Set(common);
  // Short ones first: `assignsubmission` is made of `assign`, which is a table of its own.
  const own = tables.flatMap(plainWords).sort((a, b) => a.length - b.length);
  for (const word of own) if (word.length > 3 && apart(word, known).length === 1) known.add(singular(word));
  const kept = new Map<string, string[]>();
  return (name) => {
    const before = kept.get(name);
    if (before) return before;
    const words = plainWords(name).flatMap((word) =>
      known.has(word) || known.has(singular(word)) ? [singular(word)] : apart(word, known),
    );
    kept.set(name, words);
    return words;
  };
}

/** `Fälle` → `Faelle`, `Ånes` → `Anes`: letters that stand in names of the map. */
const latin = (name: string) =>
  name
    .normalize("NFC")
    .replace(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize("NFD").charAt(0)}e`)
    .replaceAll("ß", "ss")
    .replace(/[øØ]/g, "o")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");

function plainWords(name: string): string[] {
  return latin(name)
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** The fewest known words that make up a run-together one; the word itself where there are none. */
function apart(word: string, known: ReadonlySet<string>): string[] {
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = best[start];
      const piece = word.slice(start, end);
      const name = known.has(piece) ? piece : known.has(singular(piece)) ? singular(piece) : undefined;
      if (before === undefined || name === undefined) continue;
      const now = best[end];
      if (now === undefined || before.length + 1 < now.length) best[end] = [...before, name];
    }
  }
  return best[word.length] ?? [singular(word)];
}

/** True where the words hold one of the phrases, its words beside each other. */
export function says(words: readonly string[], ...phrases: readonly string[]): boolean {
  const text = ` ${words.join(" ")} `;
  return phrases.some((phrase) => text.includes(` ${phrase} `));
}

/** Words that say that something is a table, and nothing of what is in it. */
const idle = new Set(["entity", "tbl", "table", "record", "master"]);

/**
 * What a table is named after: without what nearly all tables of the schema begin with (`wp_`, `mdl_`), and without words
 * that say no more than that it is one.
 */
export function tableNamer(tables: readonly string[], split: Splitter): Splitter {
  const begins = new Map<string, number>();
  for (const table of tables) {
    const [first = ""] = split(bare(table));
    begins.set(first, (begins.get(first) ?? 0) + 1);
  }
  const [most, count] = [...begins].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  const shared = count >= 5 && count >= tables.length * 0.8 ? most : undefined;
  return (table) => {
    const words = split(bare(table));
    const own = words[0] === shared && words.length > 1 ? words.slice(1) : words;
    const told = own.filter((word) => !idle.has(word));
    return told.length > 0 ? told : own;
  };
}

const bare = (table: string) => table.replace(/^.*\./, "");

/** Words by which a column says that it holds a key: `user_id`, `emp_no`, `PatientNr`. */
const keyWords = new Set(["id", "uid", "no", "nr", "num", "number", "nummer", "guid", "uuid"]);
export const isKeyWord = (word: string | undefined) => word !== undefined && keyWords.has(word);

/** A name as the person may read it: `billing_address_1` → `Billing address 1`. */
export function readable(words: readonly string[]): string {
  const text = words.join(" ").replace(/ id$/, " number").replace(/^id$/, "number");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A collection's name in the map: lower-case letters, digits and _, at most 63. */
function mapName(table: string): string {
  const name = plainWords(table)
    .join("_")
    .replace(/^[^a-z]+/, "");
  return name === "" ? "table" : name.slice(0, 63);
}

/** The names that tables get in the map, each once: two that come out the same are numbered. */
export function mapNames(tables: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const table of tables) {
    const first = mapName(table);
    let name = first;
    for (let no = 2; taken.has(name); no++) name = `${first.slice(0, 60)}_${no}`;
    taken.add(name);
    names.set(table, name);
  }
  return names;
}
