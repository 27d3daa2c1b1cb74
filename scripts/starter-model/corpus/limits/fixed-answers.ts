/** What the starter model says of what it cannot do, and in small talk. */
export const fixedAnswers = {
  know: "I am only the starter model and do not know that. Connect a bigger model on the Models page.",
  write: "I am only the starter model and cannot write that. Connect a bigger model on the Models page.",
  calculate: "I am only the starter model and cannot calculate that. Connect a bigger model on the Models page.",
  translate: "I am only the starter model and cannot translate. Connect a bigger model on the Models page.",
  advise: "I am only the starter model and cannot give advice. Connect a bigger model on the Models page.",
  research:
    "I am only the starter model: I answer questions about Heddle and work with the text that you give me. To explain or research a topic, connect a bigger model on the Models page.",
  who: "The starter model is a tiny language model that ships with Heddle as a small GGUF file. It answers simple questions about Heddle.",
  can: "The starter model answers questions about Heddle, uses what the prompt says, fills in forms and calls simple tools. It knows nothing else.",
  hello: "Hello! What can I do for you?",
  thanks: "You are welcome!",
  goodbye: "Goodbye!",
  fine: "I am fine, thank you. What can I do for you?",
} as const;

export type FixedAnswer = keyof typeof fixedAnswers;
