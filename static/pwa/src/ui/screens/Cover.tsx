/** What was taken, before it is kept: faces, names and papers are covered, by thumb or by keys. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Box, Cover as Hidden, Spot } from "../../domain/cover";
import type { Picture } from "../../domain/tablet";
import { sheetOf, type SheetOfCovers } from "../sheetOfCovers";
import { t, type Key } from "../tongue";
import { FIRST_BOX, moved } from "../views/box";

/** Of the longest side: a finger's width, a thumb's, two thumbs'. */
const BRUSHES: readonly (readonly [radius: number, key: Key])[] = [
  [0.025, "cover.small"],
  [0.05, "cover.medium"],
  [0.1, "cover.large"],
];
const THUMB = 0.05;

interface Drawn {
  readonly sheet: Signal<SheetOfCovers | null>;
  readonly covers: Signal<readonly Hidden[]>;
  readonly box: Signal<Box | null>;
}

/** The picture on its canvas; `isUnreadable` when there is none to be seen in the bytes. */
function useSheet(picture: Picture) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useSignal<SheetOfCovers | null>(null);
  const isUnreadable = useSignal(false);
  useEffect(() => {
    let isGone = false;
    const element = canvas.current;
    if (element === null) return undefined;
    void sheetOf(element, picture).then((made) => {
      if (isGone) return;
      sheet.value = made;
      isUnreadable.value = made === null;
    });
    return () => {
      isGone = true;
    };
  }, [picture]);
  return { canvas, sheet, isUnreadable };
}

/** A stroke while the finger is down; other fingers are passed over. */
interface Drawing {
  readonly pointer: number;
  readonly points: Spot[];
}

function useThumb({ sheet, covers }: Drawn, radius: number) {
  const drawing = useRef<Drawing | null>(null);
  const stroke = (points: readonly Spot[]): Hidden => ({ is: "stroke", radius, points });
  const end = ({ pointerId }: PointerEvent): void => {
    const drawn = drawing.current;
    if (drawn?.pointer !== pointerId) return;
    drawing.current = null;
    covers.value = [...covers.value, stroke(drawn.points)];
  };
  return {
    onPointerDown: (event: PointerEvent): void => {
      if (sheet.value === null || drawing.current !== null) return;
      (event.currentTarget as Element | null)?.setPointerCapture(event.pointerId);
      const spot = sheet.value.spotAt(event);
      drawing.current = { pointer: event.pointerId, points: [spot] };
      sheet.value.add(stroke([spot]));
    },
    onPointerMove: (event: PointerEvent): void => {
      const drawn = drawing.current;
      if (sheet.value === null || drawn?.pointer !== event.pointerId) return;
      const spot = sheet.value.spotAt(event);
      sheet.value.add(stroke([...drawn.points.slice(-1), spot]));
      drawn.points.push(spot);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

function useKeys({ covers, box }: Drawn) {
  const cover = (): void => {
    if (box.value !== null) covers.value = [...covers.value, box.value];
  };
  return (event: KeyboardEvent): void => {
    const next = moved(box.value ?? FIRST_BOX, event.key, event.shiftKey);
    if (next !== null) box.value = next;
    else if (event.key === "Enter") cover();
    else if (event.key === "Backspace") covers.value = covers.value.slice(0, -1);
    else return;
    event.preventDefault();
  };
}

interface PaletteProps {
  readonly radius: Signal<number>;
  readonly covers: Signal<readonly Hidden[]>;
}

function Palette({ radius, covers }: PaletteProps) {
  return (
    <div class="camera__row">
      <div role="group" class="brushes" aria-label={t("cover.brush")}>
        {BRUSHES.map(([size, key]) => (
          <button
            key={size}
            type="button"
            class="camera__button brush"
            data-brush={key}
            aria-pressed={radius.value === size}
            onClick={() => (radius.value = size)}
          >
            <span aria-hidden="true" />
            <span class="sr-only">{t(key)}</span>
          </button>
        ))}
      </div>
      <button
        type="button"
        class="camera__button"
        disabled={covers.value.length === 0}
        onClick={() => (covers.value = covers.value.slice(0, -1))}
      >
        {t("cover.undo")}
      </button>
    </div>
  );
}

interface CoverProps {
  readonly picture: Picture;
  /** What the checklist says of a photo here, where people or papers are near; None: nothing. */
  readonly reminder: string | null;
  readonly onUse: (covers: readonly Hidden[], isDetail: boolean) => void;
  readonly onRetake: () => void;
}

function useDrawn(picture: Picture) {
  const { canvas, sheet, isUnreadable } = useSheet(picture);
  const covers = useSignal<readonly Hidden[]>([]);
  const box = useSignal<Box | null>(null);
  const drawn: Drawn = { sheet, covers, box };
  useEffect(() => sheet.value?.draw(covers.value, box.value), [
    sheet.value,
    covers.value,
    box.value,
  ]);
  return { canvas, isUnreadable, drawn };
}

/** The picture, what covers it, and whether it is used. */
export function Cover({ picture, reminder, onUse, onRetake }: CoverProps) {
  const id = useId();
  const { canvas, isUnreadable, drawn } = useDrawn(picture);
  const radius = useSignal(THUMB);
  const isDetail = useSignal(false);
  const thumb = useThumb(drawn, radius.value);
  const onKeyDown = useKeys(drawn);
  const { covers, box, sheet } = drawn;
  return (
    <>
      <div class="camera__say" id={id}>
        <p>
          <strong>{t("cover.remind")}</strong> {reminder !== null && t("cover.tip", { tip: reminder })}
        </p>
        <p class="camera__keys">{t("cover.keys")}</p>
      </div>
      <div class="camera__view">
        <canvas
          ref={canvas}
          class="camera__picture"
          role="application"
          tabIndex={0}
          aria-label={t("cover.picture")}
          aria-describedby={id}
          onFocus={(event) => {
            if (event.currentTarget.matches(":focus-visible")) box.value = FIRST_BOX;
          }}
          onBlur={() => (box.value = null)}
          onKeyDown={onKeyDown}
          {...thumb}
        />
        {isUnreadable.value && (
          <p class="camera__lack" role="alert">
            {t("error.picture_unreadable")}
          </p>
        )}
      </div>
      <div class="camera__bar">
        <Palette radius={radius} covers={covers} />
        <label class="tick camera__tick">
          <input
            type="checkbox"
            checked={isDetail.value}
            onChange={(event) => (isDetail.value = event.currentTarget.checked)}
          />
          <span>{t("cover.detail")}</span>
        </label>
        <p class="sr-only" role="status">
          {t("cover.count", { count: covers.value.length })}
        </p>
        <div class="camera__row">
          <button type="button" class="camera__button" onClick={onRetake}>
            {t("cover.retake")}
          </button>
          <button
            type="button"
            class="camera__button camera__use"
            disabled={sheet.value === null}
            onClick={() => onUse(covers.value, isDetail.value)}
          >
            {t("cover.use")}
          </button>
        </div>
      </div>
    </>
  );
}
