/** Keeps the hall's screen awake while the page is in front; browsers take the lock away when it is not. */
export function keepAwake(): () => void {
  if (!("wakeLock" in navigator)) return () => {};
  let lock: WakeLockSentinel | undefined;
  let wanted = true;
  const ask = async () => {
    if (!wanted || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (!wanted) await lock.release();
    } catch {
      // Refused on low battery: the screen may then sleep, the call goes on.
    }
  };
  const look = () => void ask();
  document.addEventListener("visibilitychange", look);
  void ask();
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", look);
    void lock?.release();
  };
}
