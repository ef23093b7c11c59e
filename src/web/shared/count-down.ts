/** Tells the seconds that are left, down to 0; by the clock, because a page in the background counts slowly. */
export function countDown(seconds: number, onSecond: (left: number) => void): void {
  const endsMs = performance.now() + seconds * 1000;
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((endsMs - performance.now()) / 1000));
    if (left === 0) clearInterval(timer);
    onSecond(left);
  }, 1000);
}
