import ask from "../messages/it/ask.json" with { type: "json" };
import brands from "../messages/it/brands.json" with { type: "json" };
import check from "../messages/it/check.json" with { type: "json" };
import correct from "../messages/it/correct.json" with { type: "json" };
import dealings from "../messages/it/dealings.json" with { type: "json" };
import deletion from "../messages/it/deletion.json" with { type: "json" };
import download from "../messages/it/download.json" with { type: "json" };
import errors from "../messages/it/errors.json" with { type: "json" };
import figures from "../messages/it/figures.json" with { type: "json" };
import home from "../messages/it/home.json" with { type: "json" };
import me from "../messages/it/me.json" with { type: "json" };
import others from "../messages/it/others.json" with { type: "json" };
import pages from "../messages/it/pages.json" with { type: "json" };
import proofs from "../messages/it/proofs.json" with { type: "json" };
import prove from "../messages/it/prove.json" with { type: "json" };
import recourse from "../messages/it/recourse.json" with { type: "json" };
import ruler from "../messages/it/ruler.json" with { type: "json" };
import several from "../messages/it/several.json" with { type: "json" };
import shell from "../messages/it/shell.json" with { type: "json" };
import states from "../messages/it/states.json" with { type: "json" };
import track from "../messages/it/track.json" with { type: "json" };

/** Italian: all areas of the portal's words. */
export const it = {
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
