import { maybeSystem, turn } from "../conversation";
import type { Maker, WeightedMaker } from "../example";
import { inventedWord } from "../names";
import { type Phrasings, phrase } from "../phrasings";

const onlyEnglish = "I am only the starter model and speak only English. Connect a bigger model on the Models page.";

const notUnderstood = "I did not understand that. Ask me something about Heddle.";

const foreign: Phrasings = {
  train: [
    "Was ist Heddle?",
    "Wie verbinde ich ein Modell mit einem Agenten?",
    "Kannst du mir bitte helfen?",
    "Guten Tag, wer bist du?",
    "Wie geht es dir?",
    "Ich möchte einen Text zusammenfassen.",
    "Wo finde ich die Einstellungen?",
    "Schreibe ein Gedicht über den Herbst.",
    "Warum läuft mein Workflow nicht?",
    "Sprichst du Deutsch?",
    "Erkläre mir das bitte auf Deutsch.",
    "Qu'est-ce que c'est ?",
    "Comment connecter un modèle à un agent ?",
    "Bonjour, qui es-tu ?",
    "Peux-tu m'aider, s'il te plaît ?",
    "Où sont les paramètres ?",
    "Je voudrais résumer un texte.",
    "Parles-tu français ?",
    "Pourquoi mon flux ne marche pas ?",
    "¿Qué es Heddle?",
    "¿Cómo conecto un modelo a un agente?",
    "Hola, ¿quién eres?",
    "¿Puedes ayudarme, por favor?",
    "¿Dónde están los ajustes?",
    "Quiero resumir un texto.",
    "¿Hablas español?",
    "Che cos'è Heddle?",
    "Come collego un modello a un agente?",
    "Ciao, chi sei?",
    "Puoi aiutarmi, per favore?",
    "Parli italiano?",
    "O que é o Heddle?",
    "Olá, quem é você?",
    "Você pode me ajudar?",
    "Wat is Heddle?",
    "Kun je mij helpen?",
    "Spreek je Nederlands?",
  ],
  heldOut: [
    "Was kann ich hier machen?",
    "Comment lancer un agent ?",
    "¿Cómo puedo ver un texto?",
    "Was ist ein Agent?",
    "Puoi spiegare un agente?",
  ],
};

/** It was trained on English alone, and says so. */
const otherLanguage: Maker = (source) => ({
  family: "limits",
  kind: "other-language",
  level: 1,
  messages: [...maybeSystem(source), ...turn(phrase(source, foreign), onlyEnglish)],
});

/** Letters that say nothing. */
const noSense: Maker = (source) => {
  const { random } = source;
  const words = Array.from({ length: random.int(1, 4) }, () => inventedWord(source)).join(" ");
  const keys = Array.from({ length: random.int(3, 9) }, () => random.pick([..."asdfghjklqwertyuiop"])).join("");
  const text = random.pick([words, words, keys, `${words}?`, "...", "???", "?", "ok", "hm", "test", "x", "1 2 3", "-"]);
  return {
    family: "limits",
    kind: "no-sense",
    level: 0,
    messages: [...maybeSystem(source), ...turn(text, notUnderstood)],
  };
};

/** Answers to what the model cannot understand. */
export const unclearMakers: readonly WeightedMaker[] = [
  { weight: 3, make: otherLanguage },
  { weight: 2, make: noSense },
];
