import { askerWithToken } from "#app/_auth/visitor.ts";
import { seeOther } from "#app/_forms/post.ts";

/** Gives this browser its token, to which the question to the device is bound, and leads on. */
export async function GET(): Promise<Response> {
  const { cookies } = await askerWithToken();
  return seeOther("/sign-in/passkey?begun=yes", cookies);
}
