/**
 * A pad to sign on. The strokes are the signature; the picture is only drawn from them,
 * anew whenever the pad gets another size, as when the tablet is turned. They are handed on
 * at the end of each stroke, and before the pad is drawn anew under a stroke that goes on.
 */

import type { ComponentChildren } from "preact";
import SignaturePadCanvas, { type PointGroup } from "signature_pad";
import { useEffect, useRef } from "preact/hooks";
import type { Signature } from "../../domain/contract";
import { scaleOf, strokesFrom, strokesOn, type PadPoint } from "../views/strokes";
import { t } from "../tongue";
import { Button } from "./buttons";

interface PadProps {
  readonly label: string;
  /** The same in the words of who signs. */
  readonly said?: ComponentChildren;
  /** None: not a stroke so far. */
  readonly signature: Signature | null;
  readonly onStrokes: (signature: Signature | null) => void;
}

const PEN = { dotSize: 0, minWidth: 0.8, maxWidth: 2.6, penColor: "black" } as const;
const INK = { ...PEN, velocityFilterWeight: 0.7, compositeOperation: "source-over" } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

function fit(canvas: HTMLCanvasElement): Size {
  const { clientWidth: width, clientHeight: height } = canvas;
  const density = Math.max(window.devicePixelRatio, 1);
  canvas.width = width * density;
  canvas.height = height * density;
  canvas.getContext("2d")?.scale(density, density);
  return { width, height };
}

function groupOf(points: PadPoint[]): PointGroup {
  return { ...INK, points };
}

/** The pad itself; `signature` is shown on it whatever size it was written in. */
export function SignaturePad({ label, said, signature, onStrokes }: PadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePadCanvas | null>(null);
  const latest = useRef({ signature, onStrokes });
  latest.current = { signature, onStrokes };

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const made = new SignaturePadCanvas(element, PEN);
    pad.current = made;
    let size: Size = { width: 0, height: 0 };
    let isDrawing = false;
    const read = (): Signature | null => {
      const drawn = made.toData().map(({ points }) => points);
      const base = latest.current.signature ?? size;
      return strokesFrom(drawn, base, scaleOf(base, size));
    };
    const hand = (): Signature | null => {
      isDrawing = false;
      const strokes = read();
      latest.current.onStrokes(strokes);
      return strokes;
    };
    const redraw = (): void => {
      const strokes = isDrawing ? hand() : latest.current.signature;
      size = fit(element);
      made.clear();
      if (strokes !== null) made.fromData(strokesOn(strokes, size).map(groupOf));
    };
    const begin = (): void => {
      isDrawing = true;
    };
    const watcher = new ResizeObserver(redraw);
    watcher.observe(element);
    made.addEventListener("beginStroke", begin);
    made.addEventListener("endStroke", hand);
    return () => {
      watcher.disconnect();
      made.removeEventListener("beginStroke", begin);
      made.removeEventListener("endStroke", hand);
      made.off();
    };
  }, []);

  const wipe = (): void => {
    pad.current?.clear();
    onStrokes(null);
  };
  return (
    <div class="stack stack--tight">
      {said}
      <p class="group-label">{label}</p>
      <div class="pad">
        <canvas ref={canvas} role="img" aria-label={label} />
      </div>
      <div class="row row--apart">
        <span class="small quiet" role="status">
          {signature === null ? t("sign.empty") : t("sign.signed")}
        </span>
        <Button weight="tertiary" isDisabled={signature === null} onPress={wipe}>
          {t("sign.again")}
        </Button>
      </div>
    </div>
  );
}
