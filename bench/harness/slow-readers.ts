import { get } from "node:http";

/** Run by itself: opens so many downloads, takes the first bytes of each and no more, and holds them until it is ended. */
const [url = "", count = "0"] = process.argv.slice(2);

function begin(): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { agent: false }, (answer) => {
      answer.once("readable", () => {
        answer.read(1024);
        resolve();
      });
    });
    asked.once("error", reject);
  });
}

for (let i = 0; i < Number(count); i++) await begin();
process.stdout.write("all begun\n");
