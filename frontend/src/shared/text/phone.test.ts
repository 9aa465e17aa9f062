import { expect, test } from "vitest";
import { unbroken } from "./phone";

test("a telephone number stays on one line, two numbers may part", () => {
  expect(unbroken("0900 000 168")).toBe("0900\u00a0000\u00a0168");
  expect(unbroken("0900 000 002; 0900 000 003")).toBe("0900\u00a0000\u00a0002; 0900\u00a0000\u00a0003");
  expect(unbroken("(0205) 3 812 345 máy lẻ 12")).toBe("(0205)\u00a03\u00a0812\u00a0345 máy lẻ 12");
});
