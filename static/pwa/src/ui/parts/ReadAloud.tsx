/** [▶ Läs upp]: the device's own voice for a language, or the plain words that it has none. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { ConsentText } from "../../domain/tablet";
import { languageName } from "../format";
import { Reader, speakingWith } from "../reader";
import { t } from "../tongue";
import { voiceFor } from "../views/passages";
import { Button } from "./buttons";
import { Notice } from "./Notice";
import { InBoth } from "./Said";

/** A reader that falls silent when its screen, or the whole page, is out of sight. */
export function useReader(): Reader {
  const reader = useMemo(() => new Reader(), []);
  useEffect(() => {
    const hush = (): void => {
      if (document.visibilityState === "hidden") reader.pause();
    };
    document.addEventListener("visibilitychange", hush);
    return () => {
      document.removeEventListener("visibilitychange", hush);
      reader.stop();
    };
  }, [reader]);
  return reader;
}

/** The device's voice for a language; None: it has none. Some devices name theirs only after a while. */
function useVoice(language: string): SpeechSynthesisVoice | null {
  const voice = useSignal<SpeechSynthesisVoice | null>(null);
  useEffect(() => {
    if (!("speechSynthesis" in window)) return undefined;
    const find = (): void => {
      voice.value = voiceFor(speechSynthesis.getVoices(), language);
    };
    find();
    speechSynthesis.addEventListener("voiceschanged", find);
    return () => speechSynthesis.removeEventListener("voiceschanged", find);
  }, [language]);
  return voice.value;
}

interface ReadAloudProps {
  readonly reader: Reader;
  readonly text: ConsentText;
  readonly sentences: readonly string[];
}

/** The buttons that read, pause and stop. */
export function ReadAloud({ reader, text, sentences }: ReadAloudProps) {
  const voice = useVoice(text.language);
  if (voice === null) {
    return (
      <p class="small quiet">
        {t("consent.no_voice", { language: languageName(text.language) })}
      </p>
    );
  }
  const { value } = reader.reading;
  const read = (): void => reader.read(sentences, speakingWith(voice, speechSynthesis));
  if (value.is === "reading" || value.is === "paused") {
    return (
      <div class="row">
        {value.is === "reading" ? (
          <Button weight="secondary" onPress={() => reader.pause()}>
            {t("consent.read_pause")}
          </Button>
        ) : (
          <Button weight="secondary" onPress={() => reader.resume()}>
            {t("consent.read_on")}
          </Button>
        )}
        <Button weight="tertiary" onPress={() => reader.stop()}>
          {t("consent.read_stop")}
        </Button>
      </div>
    );
  }
  return (
    <div class="stack stack--tight">
      {value.is === "failed" && (
        <Notice tone="warning" isSpoken>
          {t("consent.read_failed")}
        </Notice>
      )}
      <div class="row">
        <Button weight="secondary" onPress={read}>
          <span aria-hidden="true">▶ </span>
          <InBoth text={text} ours={t("consent.read_aloud")} theirs={text.on_tablet?.listen} />
        </Button>
      </div>
    </div>
  );
}
