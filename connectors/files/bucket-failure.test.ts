import { expect, test } from "vitest";
import { failureOfBucket } from "./bucket-failure.ts";

const quiet = new AbortController().signal;
const answered = (status: number, name: string, headers = {}) =>
  Object.assign(new Error("AKIA-secret of s3.internal"), {
    name,
    $metadata: { httpStatusCode: status },
    $response: { headers },
  });

test.each([
  [answered(403, "SignatureDoesNotMatch"), "refused_credentials"],
  [answered(400, "ExpiredToken"), "refused_credentials"],
  [answered(403, "AccessDenied"), "forbidden"],
  [answered(404, "NoSuchBucket"), "misconfigured"],
  [answered(301, "PermanentRedirect"), "misconfigured"],
  [answered(307, "TemporaryRedirect"), "misconfigured"],
  [answered(404, "NoSuchKey"), "bad_answer"],
  [answered(412, "PreconditionFailed"), "bad_answer"],
  [answered(503, "SlowDown", { "retry-after": "17" }), "rate_limited"],
  [answered(500, "InternalError"), "unreachable"],
  [
    Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
    "unreachable",
  ],
  [Object.assign(new Error("slow"), { name: "TimeoutError" }), "timeout"],
])("%o is told by its code, in our own words", (error, code) => {
  const failure = failureOfBucket(error, quiet);
  expect(failure.code).toBe(code);
  expect(failure.message).not.toMatch(/AKIA|internal/);
  expect(failure.retryAfterSeconds).toBe(code === "rate_limited" ? 17 : undefined);
});

test("an abort is an abort, whatever broke", () => {
  expect(failureOfBucket(new Error("aborted"), AbortSignal.abort()).code).toBe("timeout");
});
