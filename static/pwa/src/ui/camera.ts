/** The camera in the page: the browser's stream, its lamp, and a still picture of it. */

import type { Picture } from "../domain/tablet";

/** Why there is no camera in the page; each has its sentence, and the tablet's own camera instead. */
export type CameraLack = "refused" | "absent" | "in_use" | "failed";

const LACKS: Readonly<Record<string, CameraLack>> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "absent",
  OverconstrainedError: "absent",
  NotReadableError: "in_use",
  AbortError: "in_use",
};

/** What the browser's refusal comes to. */
export function lackOf(failure: unknown): CameraLack {
  return (failure instanceof Error && LACKS[failure.name]) || "failed";
}

/** More than is kept, so that there is something to make small; no more than a tablet can carry. */
const STILL_WIDTH = 3200;
/** Where a still is a frame of the stream, the stream itself must be large. */
const FRAME = { width: { ideal: 2560 }, height: { ideal: 1920 } };
const STREAM = { width: { ideal: 1600 }, height: { ideal: 1200 } };
/** Some devices never answer when asked for a still. */
const STILL_PATIENCE_MS = 5000;
const FRAME_QUALITY = 0.92;

function hasStills(): boolean {
  return "ImageCapture" in globalThis;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("No still picture in time")), STILL_PATIENCE_MS);
  });
  return Promise.race([work, late]);
}

function frameOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d", { alpha: false })?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    const give = (blob: Blob | null): void =>
      blob === null ? reject(new Error("No frame of the stream")) : resolve(blob);
    canvas.toBlob(give, "image/jpeg", FRAME_QUALITY);
  });
}

/** The camera while it is on. `stop` turns it off; the lamp goes with it. */
export class Camera {
  readonly stream: MediaStream;
  readonly #track: MediaStreamTrack;

  constructor(stream: MediaStream, track: MediaStreamTrack) {
    this.stream = stream;
    this.#track = track;
  }

  get hasLamp(): boolean {
    const capabilities: object = this.#track.getCapabilities?.() ?? {};
    return "torch" in capabilities && capabilities.torch === true;
  }

  async light(isOn: boolean): Promise<void> {
    const lamp = { torch: isOn } as MediaTrackConstraintSet; // of which the types know nothing yet
    await this.#track.applyConstraints({ advanced: [lamp] });
  }

  /** A still where the device gives one, else what the stream shows just now. */
  async take(video: HTMLVideoElement): Promise<Picture> {
    const still = hasStills() ? await inTime(this.#still()).catch(() => null) : null;
    const blob = still ?? (await frameOf(video));
    return { bytes: await blob.arrayBuffer(), contentType: blob.type };
  }

  stop(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }

  async #still(): Promise<Blob> {
    const capture = new ImageCapture(this.#track);
    const { imageWidth } = await capture.getPhotoCapabilities();
    const most = imageWidth?.max ?? 0;
    return await capture.takePhoto(most > 0 ? { imageWidth: Math.min(most, STILL_WIDTH) } : {});
  }
}

/** Turn on the camera that looks away from who holds the tablet. Throws what `lackOf` reads. */
export async function turnOn(): Promise<Camera> {
  const devices = navigator.mediaDevices as MediaDevices | undefined; // lacking without https
  if (devices === undefined) throw new DOMException("No camera here", "NotFoundError");
  const size = hasStills() ? STREAM : FRAME;
  const video = { facingMode: { ideal: "environment" }, ...size };
  const stream = await devices.getUserMedia({ audio: false, video });
  const [track] = stream.getVideoTracks();
  if (track === undefined) throw new DOMException("No picture in the stream", "NotFoundError");
  return new Camera(stream, track);
}
