import { ConnectorError } from "#connectors/errors.ts";
import { HabeasError, type HabeasErrorCode } from "#lib/core/errors.ts";

/** What an exit code means; the same in `--help` and in docs/operating.md. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  not_found: 3,
  refused: 4,
  invalid: 5,
  unavailable: 6,
} as const;

const codeOf: Record<HabeasErrorCode, number> = {
  not_found: exitCodes.not_found,
  forbidden: exitCodes.refused,
  step_up: exitCodes.refused,
  conflict: exitCodes.refused,
  too_many: exitCodes.refused,
  gone: exitCodes.refused,
  invalid: exitCodes.invalid,
  unavailable: exitCodes.unavailable,
};

/** An error as a sentence for people and as an exit code for scripts. */
export function explain(error: unknown): { code: number; sentence: string } {
  if (error instanceof HabeasError) return { code: codeOf[error.code], sentence: error.message };
  if (error instanceof ConnectorError) return { code: exitCodes.unavailable, sentence: error.message };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const cause =
    error instanceof Error && error.cause instanceof Error && "code" in error.cause
      ? String(error.cause.code)
      : "";
  if ([code, cause].some((one) => one === "ECONNREFUSED" || one === "ENOTFOUND" || one.startsWith("57P"))) {
    return {
      code: exitCodes.unavailable,
      sentence: "The database does not answer at HABEAS_DATABASE_URL. Nothing was changed.",
    };
  }
  if ([code, cause].some((one) => one === "42P01" || one === "42703")) {
    return {
      code: exitCodes.unavailable,
      sentence: "The database has not been brought to this version yet. Run: npm run -s habeas -- db migrate",
    };
  }
  return {
    code: exitCodes.failed,
    sentence: `Something went wrong (${error instanceof Error ? error.name : "unknown"} ${code || cause}).`,
  };
}
