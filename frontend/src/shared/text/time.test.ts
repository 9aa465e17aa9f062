import { expect, test } from "vitest";
import { clockTime, dayOf, weekday } from "./time";

test("clock and day are those of Việt Nam, wherever the PC believes to be", () => {
  const zones = ["America/New_York", "Pacific/Kiritimati", "Asia/Ho_Chi_Minh"];
  const before = process.env["TZ"];
  const told = zones.map((zone) => {
    process.env["TZ"] = zone;
    const night = Date.UTC(2021, 11, 23, 17, 5, 9);
    return [clockTime(night), clockTime(night, true), dayOf(night), weekday(night)];
  });
  process.env["TZ"] = before ?? "";
  for (const each of told) expect(each).toEqual(["00:05", "00:05:09", "24/12/2021", "thứ Sáu"]);
});

test("the day changes at midnight there, over the end of a year as well", () => {
  expect(dayOf(Date.UTC(2021, 11, 31, 16, 59))).toBe("31/12/2021");
  expect(dayOf(Date.UTC(2021, 11, 31, 17, 0))).toBe("01/01/2022");
  expect(weekday(Date.UTC(2021, 11, 31, 17, 0))).toBe("thứ Bảy");
  expect(weekday(Date.UTC(2021, 11, 31, 17, 0), "en")).toBe("Saturday");
});
