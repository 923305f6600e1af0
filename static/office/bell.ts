/**
 * A bell that a person has to switch on: browsers let no page sound before somebody has pressed
 * something on it. It is made of tones, so that there is no file to fetch.
 */

import { LitScreen } from "./waking.js";

const TONES_HZ = [880, 660, 880];
const TONE_S = 0.22;
const LOUDNESS = 0.4;
/** While nobody is in danger it sounds this seldom until somebody has seen it. */
const REMIND_MS = 60_000;
/** In danger, this often. */
const REMIND_IN_DANGER_MS = 10_000;

/** What waits. */
export interface Left {
  readonly waiting: number;
  readonly urgent: number;
}

/** Whether it is time to sound once more, so long after the last time. */
export function isTime({ waiting, urgent }: Left, sinceMs: number): boolean {
  if (urgent > 0) return sinceMs >= REMIND_IN_DANGER_MS;
  return waiting > 0 && sinceMs >= REMIND_MS;
}

export class Bell {
  private readonly button: HTMLButtonElement | null;
  private readonly words: { readonly on: string; readonly off: string };
  private readonly screen = new LitScreen(document);
  private sound: AudioContext | null = null;
  private rangAt = 0;
  private rang = 0;

  constructor(button: HTMLButtonElement | null, words: { readonly on: string; readonly off: string }) {
    this.button = button;
    this.words = words;
    if (button === null || !("AudioContext" in window)) return;
    button.hidden = false;
    const hint = document.getElementById(button.getAttribute("aria-describedby") ?? "");
    if (hint !== null) hint.hidden = false;
    button.addEventListener("click", () => void this.turn());
  }

  get isOn(): boolean {
    return this.sound?.state === "running";
  }

  private async turn(): Promise<void> {
    if (this.sound === null) {
      this.sound = new AudioContext();
      await this.sound.resume();
      this.screen.keep();
      this.ring(); // so that one hears that it is heard
    } else {
      await this.sound.close();
      await this.screen.letGo();
      this.sound = null;
    }
    this.button?.setAttribute("aria-pressed", String(this.isOn));
    if (this.button !== null) this.button.textContent = this.isOn ? this.words.on : this.words.off;
  }

  /** Sound now, if it is on. */
  ring(): void {
    const sound = this.sound;
    if (sound === null || !this.isOn) return;
    this.rangAt = performance.now();
    TONES_HZ.forEach((tone, place) => {
      const voice = sound.createOscillator();
      const volume = sound.createGain();
      const from = sound.currentTime + place * TONE_S;
      voice.frequency.value = tone;
      volume.gain.setValueAtTime(LOUDNESS, from);
      volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_S);
      voice.connect(volume).connect(sound.destination);
      voice.start(from);
      voice.stop(from + TONE_S);
    });
    if (this.button !== null) this.button.dataset["rang"] = String(this.rang += 1);
  }

  /** Sound again, if something has waited since the last time. */
  remind(left: Left): void {
    if (isTime(left, performance.now() - this.rangAt)) this.ring();
  }
}
