import { francAll } from "franc-min";
import snowball, { type Stemmer } from "snowball-stemmers";
import * as stopwords from "stopword";

interface LanguageParts {
  /** Its name among the Snowball stemmers. */
  readonly algorithm: string;
  readonly stopwords: readonly string[];
}

/** By ISO 639-3, as the detection names them. */
const known: Readonly<Record<string, LanguageParts>> = {
  ara: { algorithm: "arabic", stopwords: stopwords.ara },
  cat: { algorithm: "catalan", stopwords: stopwords.cat },
  ces: { algorithm: "czech", stopwords: stopwords.ces },
  dan: { algorithm: "danish", stopwords: stopwords.dan },
  deu: { algorithm: "german", stopwords: stopwords.deu },
  eng: { algorithm: "english", stopwords: stopwords.eng },
  eus: { algorithm: "basque", stopwords: stopwords.eus },
  fin: { algorithm: "finnish", stopwords: stopwords.fin },
  fra: { algorithm: "french", stopwords: stopwords.fra },
  hun: { algorithm: "hungarian", stopwords: stopwords.hun },
  hye: { algorithm: "armenian", stopwords: stopwords.hye },
  ita: { algorithm: "italian", stopwords: stopwords.ita },
  nld: { algorithm: "dutch", stopwords: stopwords.nld },
  nob: { algorithm: "norwegian", stopwords: stopwords.nob },
  por: { algorithm: "portuguese", stopwords: stopwords.por },
  ron: { algorithm: "romanian", stopwords: stopwords.ron },
  rus: { algorithm: "russian", stopwords: stopwords.rus },
  spa: { algorithm: "spanish", stopwords: stopwords.spa },
  swe: { algorithm: "swedish", stopwords: stopwords.swe },
  tur: { algorithm: "turkish", stopwords: stopwords.tur },
};

/** Languages whose words are stemmed; in all others a word stands for itself. */
export const languages: readonly string[] = Object.keys(known);

/** Where a text is too short to tell, or in a language that is not stemmed. */
export const usualLanguage = "eng";

export interface Language {
  readonly stemmer: Stemmer;
  readonly stopwords: ReadonlySet<string>;
}

const made = new Map<string, Language>();

/** Stemmer and stop words of a language, made at its first use. Undefined: its words are left as they are. */
export function languageOf(code: string): Language | undefined {
  const there = made.get(code);
  if (there !== undefined) return there;
  const parts = known[code];
  if (parts === undefined) return undefined;
  const language = { stemmer: snowball.newStemmer(parts.algorithm), stopwords: new Set(parts.stopwords) };
  made.set(code, language);
  return language;
}

/** What the detection looks at: more tells it nothing new. */
const looksAt = 4_000;

/** Shorter texts have too few letters to tell languages apart. */
const shortest = 60;

/** How much likelier than `usual` another language has to be: near relatives are mixed up in short texts. */
const clearly = 0.05;

/** The language of a text as ISO 639-3, or `usual` where that cannot be told. */
export function detectLanguage(text: string, usual = usualLanguage): string {
  if (text.length < shortest) return usual;
  const guesses = francAll(text.slice(0, looksAt));
  const [best] = guesses;
  if (best === undefined || best[0] === "und") return usual;
  const ofUsual = guesses.find(([code]) => code === usual)?.[1] ?? 0;
  return best[1] - ofUsual > clearly ? best[0] : usual;
}
