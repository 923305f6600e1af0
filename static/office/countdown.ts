/** `time[data-until]`: counts down to its moment, and then says that it is over. */

/** `{m} min {s} s kvar`, or the words for what is over. */
export function leftWords(leftMs: number, { words, over }: { readonly words: string; readonly over: string }): string {
  if (leftMs <= 0) return over;
  const seconds = Math.ceil(leftMs / 1000);
  return words.replace("{m}", String(Math.floor(seconds / 60))).replace("{s}", String(seconds % 60));
}

export function countDown(page: Document): void {
  for (const time of page.querySelectorAll<HTMLTimeElement>("time[data-until]")) {
    const { now = "", words = "", over = "" } = time.dataset;
    const began = performance.now();
    const whole = Date.parse(time.dateTime) - Date.parse(now);
    const tell = (): void => {
      const left = whole - (performance.now() - began);
      time.textContent = leftWords(left, { words, over });
      if (left <= 0) window.clearInterval(timer);
    };
    const timer = window.setInterval(tell, 1000);
    tell();
  }
}
