import { expect, test } from "vitest";
import { checkForm } from "./check-form";
import { changeForm, emptyForm, type ModelForm } from "./model-form";

const form = (change: Partial<ModelForm>) => changeForm(emptyForm(change.type ?? "custom"), change, new Set());
const header = (name: string, value: string) => ({ key: name + value, name, value });

test("a form that says enough has nothing wrong", () => {
  expect(checkForm(form({ name: "Qwen", baseUrl: "http://127.0.0.1:8080/v1" }))).toEqual({});
  expect(checkForm(form({ type: "ollama", model: "llama3.2:3b" }))).toEqual({});
});

test("an empty form says what to write, field by field", () => {
  expect(checkForm(form({}))).toEqual({
    base_url: "Write the server's address, such as http://127.0.0.1:8080/v1.",
    id: "Write an id, or a name that it is made from.",
  });
  expect(checkForm(form({ type: "gguf" }))).toHaveProperty("path", "Name the .gguf file in the folder models/.");
});

test("what does not fit is told in whole sentences", () => {
  const found = checkForm(
    form({ baseUrl: "http://a", id: "a b", isIdWritten: true, maxConcurrent: 1.5, context: 4096.5 }),
  );
  expect(Object.keys(found)).toEqual(["id", "maxConcurrent", "context"]);
  expect(found.maxConcurrent).toBe("Write a whole number of calls.");
});

test("headers need names, and each only once", () => {
  const problem = (...headers: ModelForm["headers"]) =>
    checkForm(form({ id: "a", isIdWritten: true, baseUrl: "http://a", headers })).headers;
  expect(problem(header("X-Team", "blue"), header("", ""))).toBeUndefined();
  expect(problem(header("", "blue"))).toBe("A header has no name.");
  expect(problem(header("X Team", "blue"))).toContain("“X Team” is no name");
  expect(problem(header("X-Team", "a"), header("x-team", "b"))).toContain("twice");
});
