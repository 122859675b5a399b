import { and, or, type SQL, sql } from "drizzle-orm";
import { behalf } from "#drizzle/schema/behalf.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { isRowId } from "#lib/core/id.ts";
import { lawIds } from "#lib/law/regimes/all.ts";
import { currentMap } from "#lib/map/current.ts";
import { visibleTo } from "#lib/request/access.ts";
import { column } from "./columns.ts";
import { spanOf } from "./day-span.ts";
import { isCondition } from "./is-condition.ts";
import { isMeant, type Query, type Term } from "./language.ts";
import { nobody, ownerColumn } from "./order.ts";
import { referencePart } from "./references.ts";
import { ours, type Reader } from "./scope.ts";
import { tokensOfWords, whoToken } from "./search-words.ts";
import { systemConditions } from "./system-condition.ts";

/** What a query asks of a request, for one reader: never a row that they may not know of. */
export function conditionOf(query: Pick<Query, "terms" | "words">, reader: Reader): SQL | undefined {
  const { terms, words } = query;
  return and(
    ours,
    visibleTo(reader.actor),
    ...terms.map((term) => signed(term, reader)),
    ...systemConditions(terms),
    ...words.map(({ text }) => wordCondition(text)),
  );
}

/** A term with its sign. What is not known of a request does not fulfil it: `-brand:x` shows those of no brand too. */
function signed(term: Term, reader: Reader): SQL | undefined {
  const condition = termCondition(term, reader);
  return condition && term.not ? sql`(${condition}) is not true` : condition;
}

/** Undefined: the term says nothing about a single request, or is told elsewhere. */
function termCondition({ key, values }: Term, reader: Reader): SQL | undefined {
  switch (key) {
    case "is":
      return either(values.map((value) => isCondition(value, reader)));
    case "due":
      return either(values.map((value) => daySpan(sql`${column.safeDue}`, value, reader.today, true)));
    case "received":
      return either(values.map((value) => daySpan(sql`${column.receivedDay}`, value, reader.today, false)));
    case "ended":
      return either(values.map((value) => daySpan(endedDay, value, reader.today, false)));
    case "outcome":
      return recorded(sql`x.response = any(${sql.param(values)}::text[])`);
    case "ground":
      return recorded(sql`x.basis ?| ${sql.param(values)}::text[]`);
    case "right":
      return among(sql`${column.right}`, values);
    case "law":
      return among(
        sql`${column.regime}`,
        lawIds.filter((id) => values.some((value) => isMeant("law", id, value))),
      );
    case "owner":
      return either(values.map((value) => ownerIs(value, reader.staffId)));
    case "stage":
      return among(sql`${column.status}`, values);
    case "tag":
      return sql`${column.tags} && ${sql.param(values.map((value) => value.toLowerCase()))}::text[]`;
    case "channel":
      return among(sql`${column.channel}`, values);
    case "agent":
      return either(values.map((value) => (value === "yes" ? forAnother : sql`not ${forAnother}`)));
    case "brand":
      return among(sql`coalesce(${column.brandId}, 'company')`, values);
    case "place":
      return either([
        among(sql`${column.place}`, values),
        among(sql`split_part(${column.place}, '-', 1)`, values),
      ]);
    case "who":
      return either(values.map(whoIs));
    case "system":
    case "state":
    case "sort":
    case "group":
      return undefined;
  }
}

/** The day on which it was answered or came to its end, as the figures count it. */
const endedDay = sql`ended_day(${column.answeredDay}, ${column.refusedDay}, ${column.endedAt})`;

/** What the record that leads says of it. */
const recorded = (condition: SQL): SQL =>
  sql`exists (select 1 from request_record x where x.request_id = ${column.id} and x.leads and ${condition})`;

const either = (conditions: readonly (SQL | undefined)[]): SQL => or(...conditions) ?? sql`false`;

const among = (what: SQL, values: readonly string[]): SQL => sql`${what} = any(${sql.param(values)}::text[])`;

const forAnother = sql`exists (select 1 from ${behalf} where ${behalf.dossierId} = ${column.dossierId})`;

function daySpan(day: SQL, value: string, today: string, forward: boolean): SQL {
  const span = spanOf(value, today, forward);
  if (!span) return sql`false`;
  const from = span.from === null ? undefined : sql`${day} >= ${span.from}::date`;
  const to = span.to === null ? undefined : sql`${day} <= ${span.to}::date`;
  return and(from, to) ?? sql`false`;
}

/** `@me`, `none`, a member by id, or by the beginning of their name or their initials. */
function ownerIs(value: string, staffId: string | null): SQL {
  if (value === "@me") return staffId === null ? sql`false` : sql`${ownerColumn} = ${staffId}`;
  if (value === "none") return sql`${ownerColumn} = ${nobody}`;
  if (isRowId(value)) return sql`${ownerColumn} = ${value}`;
  return sql`${ownerColumn} in (select ${staff.id} from ${staff}
    where starts_with(lower(${staff.name}), ${value.toLowerCase()}))`;
}

function whoIs(value: string): SQL {
  const one = whoToken(value);
  if (one?.of === "mailbox") return sql`${column.mailboxToken} = ${Buffer.from(one.token, "base64url")}`;
  if (one) return sql`${column.nameTokens} @> ${sql.param([one.token])}::text[]`;
  return and(...tokensOfWords(value).map(whoIs)) ?? sql`false`;
}

/** A plain word: a reference or a part of one, a mail address, or words of a name. */
function wordCondition(word: string): SQL {
  const reference = referencePart(word, currentMap().company.reference_prefix);
  if (!reference) return whoIs(word);
  const { kind, text } = reference;
  if (kind === "whole") return sql`${column.reference} = ${text}`;
  if (kind === "beginning") {
    const [prefix = "", rest = ""] = /^([^-]+-)(.*)$/.exec(text)?.slice(1) ?? [];
    return sql`right(${column.reference}, 7) like ${`${rest}%`} and starts_with(${column.reference}, ${prefix})`;
  }
  return either([
    sql`right(${column.reference}, 7) like ${`${text}%`}`,
    sql`right(${column.reference}, 3) = ${text}`,
  ]);
}
