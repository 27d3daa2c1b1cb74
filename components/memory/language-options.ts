import type { SelectOption } from "@/components/ui/select";

/** Languages whose words are stemmed, by ISO 639-3; in others a word is found as it is written. */
const names: Readonly<Record<string, string>> = {
  ara: "Arabic",
  hye: "Armenian",
  eus: "Basque",
  cat: "Catalan",
  ces: "Czech",
  dan: "Danish",
  nld: "Dutch",
  eng: "English",
  fin: "Finnish",
  fra: "French",
  deu: "German",
  hun: "Hungarian",
  ita: "Italian",
  nob: "Norwegian",
  por: "Portuguese",
  ron: "Romanian",
  rus: "Russian",
  spa: "Spanish",
  swe: "Swedish",
  tur: "Turkish",
};

export const languageOptions: SelectOption[] = [
  { value: "auto", label: "Find it out", description: "Of each document by itself" },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];

export function languageName(code: string): string {
  return names[code] ?? code;
}
