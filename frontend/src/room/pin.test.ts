import { expect, test } from "vitest";
import { OFFLINE } from "./join";
import { pinWords } from "./pin.vm";
import { text } from "./text";

const slowed = {
  code: "wrong_pin",
  message: "Mã điểm cầu chưa đúng.",
  hint: "Chờ 8 giây rồi nhập lại mã.",
  status: 403,
};

test("a slowed PIN names one wait, the one that is left", () => {
  const { head, hint } = pinWords({ ...slowed, retryAfter: 8 }, 5);
  expect(head).toBe("Mã điểm cầu chưa đúng.");
  expect(hint).toBe(text.pinAgainIn(5));
  expect(`${head} ${hint}`.match(/\d+ giây/g)).toEqual(["5 giây"]);
});

test("once the wait is over nobody is told to wait", () => {
  expect(pinWords({ ...slowed, retryAfter: 8 }, 0).hint).toBe(text.pinAgainNow);
});

test("a wrong PIN that costs no time keeps the server's advice, and a lost line its own", () => {
  const advice = "Kiểm tra lại 6 chữ số được báo riêng rồi nhập lại; chưa có mã thì hỏi đơn vị chủ trì.";
  expect(pinWords({ ...slowed, hint: advice }, 0).hint).toBe(advice);
  expect(pinWords(OFFLINE, 0)).toEqual({ head: text.pinOffline, hint: text.pinOfflineHint });
});
