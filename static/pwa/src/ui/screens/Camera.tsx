/** The camera in the page: one picture after the other with one thumb, each covered before it is kept. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { findItem } from "../../domain/checklist";
import { turnOn, lackOf, type Camera as Eye, type CameraLack } from "../camera";
import type { Darkroom } from "../darkroom";
import { say, t, type Key } from "../tongue";
import { mustRemind, photosOf, type Target } from "../views/photos";
import { Stop } from "../parts/Stop";
import "../styles/camera.css";
import { useVisit } from "../visit";
import { Acute } from "../parts/Acute";
import { Cover } from "./Cover";

const ACCEPTED = "image/jpeg,image/png,image/webp";

const LACKS: Readonly<Record<CameraLack, Key>> = {
  refused: "camera.refused",
  absent: "camera.absent",
  in_use: "camera.in_use",
  failed: "camera.failed",
};

/** The camera, once it is on; or why it is not. */
type Seeing =
  | { readonly is: "starting" }
  | { readonly is: "on"; readonly eye: Eye }
  | { readonly is: "off"; readonly why: CameraLack };

/** The camera is on only while the page is seen, and off before anything else takes its place. */
function useEye(): { readonly seeing: Signal<Seeing>; readonly start: () => void } {
  const seeing = useSignal<Seeing>({ is: "starting" });
  const wanted = useRef(0);
  const stop = (): void => {
    wanted.current += 1;
    if (seeing.value.is === "on") seeing.value.eye.stop();
    seeing.value = { is: "starting" };
  };
  const start = (): void => {
    stop();
    const asked = wanted.current;
    void turnOn().then(
      (eye) => {
        if (asked === wanted.current) seeing.value = { is: "on", eye };
        else eye.stop();
      },
      (failure: unknown) => {
        if (asked === wanted.current) seeing.value = { is: "off", why: lackOf(failure) };
      },
    );
  };
  useEffect(() => {
    const follow = (): void => (document.visibilityState === "hidden" ? stop() : start());
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      stop();
    };
  }, []);
  return { seeing, start };
}

function Lamp({ eye }: { readonly eye: Eye }) {
  const isOn = useSignal(false);
  if (!eye.hasLamp) return <span />;
  const turn = async (): Promise<void> => {
    await eye.light(!isOn.value);
    isOn.value = !isOn.value;
  };
  return (
    <button
      type="button"
      class="camera__button"
      aria-pressed={isOn.value}
      onClick={() => void turn()}
    >
      {t("camera.lamp")}
    </button>
  );
}

interface LiveProps {
  readonly eye: Eye;
  readonly darkroom: Darkroom;
  readonly target: Target;
  /** What the checklist says of a photo here; None: nothing. */
  readonly tip: string | null;
}

function Live({ eye, darkroom, target, tip }: LiveProps) {
  const video = useRef<HTMLVideoElement>(null);
  const isTaking = useSignal(false);
  const hasFailed = useSignal(false);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = eye.stream;
    void element.play().catch(() => undefined); // shown all the same once the page is touched
  }, [eye]);
  const take = async (): Promise<void> => {
    if (video.current === null || isTaking.value) return;
    isTaking.value = true;
    try {
      darkroom.take(target, await eye.take(video.current));
      hasFailed.value = false;
    } catch {
      hasFailed.value = true;
    }
    isTaking.value = false;
  };
  return (
    <>
      <p class="camera__say">{tip}</p>
      <div class="camera__view">
        <video ref={video} class="camera__picture" playsInline muted aria-label={t("camera.seen")} />
      </div>
      <div class="camera__bar">
        {hasFailed.value && <p role="alert">{t("camera.not_taken")}</p>}
        <div class="camera__row camera__row--shutter">
          <Lamp eye={eye} />
          <button
            type="button"
            class="shutter"
            aria-label={t("camera.take")}
            aria-disabled={isTaking.value}
            onClick={() => void take()}
          />
          <button type="button" class="camera__button" onClick={() => darkroom.close()}>
            {t("camera.done")}
          </button>
        </div>
      </div>
    </>
  );
}

interface InsteadProps {
  readonly why: CameraLack;
  readonly darkroom: Darkroom;
  readonly target: Target;
  readonly onAgain: () => void;
}

/** The tablet's own camera, through the browser's file field. */
function Instead({ why, darkroom, target, onAgain }: InsteadProps) {
  const take = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (file === undefined) return;
    darkroom.take(target, { bytes: await file.arrayBuffer(), contentType: file.type });
  };
  return (
    <>
      <div class="camera__view">
        <p class="camera__lack" role="alert">
          {t(LACKS[why])} {t("camera.instead")}
        </p>
      </div>
      <div class="camera__bar">
        <label class="camera__button camera__use">
          <input
            type="file"
            class="sr-only"
            accept={ACCEPTED}
            capture="environment"
            onChange={(event) => void take(event.currentTarget)}
          />
          {t("camera.own")}
        </label>
        <div class="camera__row">
          <button type="button" class="camera__button" onClick={onAgain}>
            {t("camera.again")}
          </button>
          <button type="button" class="camera__button" onClick={() => darkroom.close()}>
            {t("camera.done")}
          </button>
        </div>
      </div>
    </>
  );
}

function Head({ darkroom, target }: { readonly darkroom: Darkroom; readonly target: Target }) {
  const { session } = useVisit();
  const kept = photosOf(session.draft.value.content, target).length;
  const { saving } = darkroom;
  return (
    <div class="camera__head">
      <p role="status">
        {t("photo.kept", { count: kept })}
        {saving > 0 && ` · ${t("photo.saving", { count: saving })}`}
        {darkroom.failed.value.length > 0 &&
          ` · ${t("photo.failed", { count: darkroom.failed.value.length })}`}
      </p>
      <Stop />
      <Acute />
    </div>
  );
}

function Body({ darkroom, target }: { readonly darkroom: Darkroom; readonly target: Target }) {
  const { checklist } = useVisit();
  const { seeing, start } = useEye();
  const taken = darkroom.taken.value;
  const item = findItem(checklist, target.question.item);
  const tip = item === null || item.photo === "none" ? null : item.photo;
  const said = tip === null ? null : say(tip);
  if (taken !== null) {
    return (
      <Cover
        picture={taken.picture}
        reminder={tip !== null && mustRemind(tip) ? said : null}
        onUse={(covers, isDetail) =>
          darkroom.keep({ ...taken, picture: { ...taken.picture, covers, isDetail } })
        }
        onRetake={() => darkroom.discard()}
      />
    );
  }
  if (seeing.value.is === "on") {
    return <Live eye={seeing.value.eye} darkroom={darkroom} target={target} tip={said} />;
  }
  if (seeing.value.is === "off") {
    const { why } = seeing.value;
    return <Instead why={why} darkroom={darkroom} target={target} onAgain={start} />;
  }
  return (
    <>
      <div class="camera__view">
        <p class="camera__lack" role="status">
          {t("camera.starting")}
        </p>
      </div>
      <div class="camera__bar">
        <button type="button" class="camera__button" onClick={() => darkroom.close()}>
          {t("camera.done")}
        </button>
      </div>
    </>
  );
}

/** The camera over everything; leaving the step shuts it, and so does what covers the screen. */
export function Camera({ darkroom, target }: { readonly darkroom: Darkroom; readonly target: Target }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    const close = (): void => darkroom.close();
    window.addEventListener("hashchange", close);
    return () => {
      window.removeEventListener("hashchange", close);
      shown?.close(); // gives the focus back to the button that opened it
    };
  }, [darkroom]);
  return (
    <dialog
      ref={dialog}
      class="camera"
      aria-label={t("camera.title")}
      onCancel={(event) => {
        event.preventDefault();
        if (darkroom.taken.value === null) darkroom.close();
        else darkroom.discard();
      }}
      onClose={() => darkroom.close()}
    >
      <Head darkroom={darkroom} target={target} />
      <Body darkroom={darkroom} target={target} />
    </dialog>
  );
}
