/**
 * One stop on the way back from the company's sign-in. The session cookie is `Strict`: a browser that comes from
 * another site does not send it yet. From this page on it does, because this page is ours.
 */
export default function SignInDonePage() {
  return (
    <main id="main" className="sign-in">
      <title>Signed in</title>
      <meta httpEquiv="refresh" content="0;url=/desk/sign-in/on" />
      <h1>You are signed in</h1>
      <p>
        <a href="/desk/sign-in/on">Go on to the desk</a>
      </p>
    </main>
  );
}
