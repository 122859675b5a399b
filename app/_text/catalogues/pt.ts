import ask from "../messages/pt/ask.json" with { type: "json" };
import brands from "../messages/pt/brands.json" with { type: "json" };
import check from "../messages/pt/check.json" with { type: "json" };
import correct from "../messages/pt/correct.json" with { type: "json" };
import dealings from "../messages/pt/dealings.json" with { type: "json" };
import deletion from "../messages/pt/deletion.json" with { type: "json" };
import download from "../messages/pt/download.json" with { type: "json" };
import errors from "../messages/pt/errors.json" with { type: "json" };
import figures from "../messages/pt/figures.json" with { type: "json" };
import home from "../messages/pt/home.json" with { type: "json" };
import me from "../messages/pt/me.json" with { type: "json" };
import others from "../messages/pt/others.json" with { type: "json" };
import pages from "../messages/pt/pages.json" with { type: "json" };
import proofs from "../messages/pt/proofs.json" with { type: "json" };
import prove from "../messages/pt/prove.json" with { type: "json" };
import recourse from "../messages/pt/recourse.json" with { type: "json" };
import ruler from "../messages/pt/ruler.json" with { type: "json" };
import several from "../messages/pt/several.json" with { type: "json" };
import shell from "../messages/pt/shell.json" with { type: "json" };
import states from "../messages/pt/states.json" with { type: "json" };
import track from "../messages/pt/track.json" with { type: "json" };

/** Portuguese: all areas of the portal's words. */
export const pt = {
  ...ask,
  ...brands,
  ...check,
  ...correct,
  ...dealings,
  ...deletion,
  ...download,
  ...errors,
  ...figures,
  ...home,
  ...me,
  ...others,
  ...pages,
  ...proofs,
  ...prove,
  ...recourse,
  ...ruler,
  ...several,
  ...shell,
  ...states,
  ...track,
};
