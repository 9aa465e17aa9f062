import { expect, test } from "vitest";
import { english as control } from "../../control/text.en";
import { vietnamese as dieuKhien } from "../../control/text.vi";
import { english as room } from "../../room/text.en";
import { vietnamese as phong } from "../../room/text.vi";
import { english as stage } from "../../stage/text.en";
import { vietnamese as sanKhau } from "../../stage/text.vi";

const VIETNAMESE = /[ăâđêôơư]|[\u0300-\u036f]/i;
/** Numbers that stand for names as well: what compares them takes the same way in both languages. */
const ARGUMENTS = [1001, 1002, 1003] as const;
/** What the server says there is Vietnamese, so English leaves it out. */
const SERVERS_OWN = "/undoHint";

/** Every text of a table by its path; what takes arguments is called with marks that must come back. */
function leaves(value: unknown, path = ""): Record<string, string> {
  if (typeof value === "string" || typeof value === "number") return { [path]: String(value) };
  if (typeof value === "function") return leaves(value(...ARGUMENTS.slice(0, value.length)), path);
  return Object.assign({}, ...Object.entries(value as object).map(([key, each]) => leaves(each, `${path}/${key}`)));
}

const marks = (said: string): number[] => ARGUMENTS.filter((each) => said.includes(String(each)));

test.each([
  ["room", phong, room],
  ["control", dieuKhien, control],
  ["stage", sanKhau, stage],
])("%s: English has the keys and the arguments of the Vietnamese, and is English", (_name, vietnamese, english) => {
  const source = leaves(vietnamese);
  const translated = leaves(english);
  expect(Object.keys(translated).sort()).toEqual(Object.keys(source).sort());
  for (const [path, said] of Object.entries(translated)) {
    if (path !== SERVERS_OWN) expect([path, marks(said)]).toEqual([path, marks(source[path] ?? "")]);
    if (source[path] !== "") expect(said, path).not.toBe("");
    expect(said.replace("Nhịp Cầu", "").normalize("NFD"), path).not.toMatch(VIETNAMESE);
  }
});
