/**
 * A screen that stays lit for as long as it is wanted: on a phone that has gone dark, no page runs
 * or sounds. A browser lets go of it when the page is hidden, and is asked again when it is seen.
 */
export class LitScreen {
  private isWanted = false;
  private held: WakeLockSentinel | null = null;

  constructor(page: Document) {
    page.addEventListener("visibilitychange", () => {
      if (this.isWanted && page.visibilityState === "visible") void this.hold();
    });
  }

  keep(): void {
    this.isWanted = true;
    void this.hold();
  }

  async letGo(): Promise<void> {
    this.isWanted = false;
    await this.held?.release();
    this.held = null;
  }

  private async hold(): Promise<void> {
    if (!("wakeLock" in navigator)) return;
    // Refused, as when the battery is low, the page goes on as any page does.
    this.held = await navigator.wakeLock.request("screen").catch(() => null);
  }
}
