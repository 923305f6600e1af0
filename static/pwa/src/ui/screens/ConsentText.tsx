/** The published words that ask, large, in the resident's own language, and read aloud by the device. */

import type { ConsentText as Text } from "../../domain/tablet";
import { languageName } from "../format";
import { Languages } from "../parts/Languages";
import { Notice } from "../parts/Notice";
import { ReadAloud } from "../parts/ReadAloud";
import { SaidLine } from "../parts/Said";
import { Sentences } from "../parts/Sentences";
import type { Reader, Reading } from "../reader";
import { t } from "../tongue";
import { passagesOf, type Passage } from "../views/passages";

interface ConsentTextProps {
  readonly texts: readonly Text[];
  readonly text: Text;
  readonly wanted: string;
  readonly reader: Reader;
  readonly onLanguage: (language: string) => void;
}

/** How far the municipality stands behind the words: said to the worker, and to who reads them. */
function Unreviewed({ text }: { readonly text: Text }) {
  if (text.status === "adopted") return null;
  if (text.status === "proposal") return <p class="small quiet">{t("consent.not_adopted")}</p>;
  return (
    <Notice tone="warning">
      <p>
        <strong>{t("consent.unreviewed")}</strong> {t("consent.unreviewed_what")}
      </p>
      {text.on_tablet !== null && (
        <SaidLine text={text}>{text.on_tablet.unreviewed}</SaidLine>
      )}
    </Notice>
  );
}

function Piece({ passage, reading }: { readonly passage: Passage; readonly reading: Reading }) {
  const sentences = <Sentences passage={passage} reading={reading} />;
  if (passage.is === "paragraph") return <p>{sentences}</p>;
  if (passage.is === "title") {
    return (
      <h2 class="ds-heading" data-size="sm">
        {sentences}
      </h2>
    );
  }
  return (
    <h3 class="ds-heading" data-size="2xs">
      {sentences}
    </h3>
  );
}

/** The text, a choice of its language, and its reading aloud. */
export function ConsentText({ texts, text, wanted, reader, onLanguage }: ConsentTextProps) {
  const passages = passagesOf(text);
  const lacksOwn = wanted !== "" && !texts.some((each) => each.language === wanted);
  return (
    <section class="stack" aria-label={t("consent.text")}>
      <Languages
        label={t("consent.language")}
        texts={texts}
        chosen={text.language}
        onChoose={onLanguage}
      />
      {lacksOwn && <p class="panel">{t("consent.no_text", { language: languageName(wanted) })}</p>}
      <Unreviewed text={text} />
      <ReadAloud
        reader={reader}
        text={text}
        sentences={passages.flatMap(({ sentences }) => sentences.map(({ words }) => words))}
      />
      <article class="their-words panel" lang={text.language} dir={text.direction}>
        {passages
          .filter(({ is }) => is === "title" || is === "heading" || is === "paragraph")
          .map((passage) => (
            <Piece
              key={passage.sentences[0]?.at ?? 0}
              passage={passage}
              reading={reader.reading.value}
            />
          ))}
      </article>
    </section>
  );
}
