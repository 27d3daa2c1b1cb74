import { describe, expect, it } from "vitest";
import type { KeyPress } from "@/components/ui/keys";
import { type Command, CommandRegistry } from "./command-registry";

const page = { isTyping: false, isInOverlay: false };

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, ...held };
}

function command(id: string, extra: Partial<Command> = {}): Command {
  return { id, label: id, group: "Test", run: () => {}, ...extra };
}

describe("CommandRegistry", () => {
  it("prefers the newest registration, and falls back when it goes", () => {
    const registry = new CommandRegistry();
    registry.addCommands(() => [command("frame", { keys: "escape" })]);
    const remove = registry.addCommands(() => [command("page", { keys: "escape" })]);
    expect(registry.find(press("Escape"), "other", page)?.id).toBe("page");
    remove();
    expect(registry.find(press("Escape"), "other", page)?.id).toBe("frame");
  });

  it("passes over what is disabled, to an older command with the same keys", () => {
    const registry = new CommandRegistry();
    registry.addCommands(() => [command("old", { keys: "x" })]);
    registry.addCommands(() => [command("new", { keys: "x", isDisabled: true })]);
    expect(registry.find(press("x"), "other", page)?.id).toBe("old");
  });

  it("leaves fields and overlays alone unless a command asks for them", () => {
    const registry = new CommandRegistry();
    registry.addCommands(() => [
      command("delete", { keys: ["delete", "backspace"] }),
      command("run", { keys: "mod+enter", worksWhileTyping: true }),
      command("menu", { keys: "mod+k", worksWhileTyping: true, worksInOverlays: true }),
    ]);
    const inField = { isTyping: true, isInOverlay: false };
    const inDialogField = { isTyping: true, isInOverlay: true };
    expect(registry.find(press("Backspace"), "other", page)?.id).toBe("delete");
    expect(registry.find(press("Backspace"), "other", inField)).toBeUndefined();
    expect(registry.find(press("Enter", { ctrlKey: true }), "other", inField)?.id).toBe("run");
    expect(registry.find(press("Enter", { ctrlKey: true }), "other", inDialogField)).toBeUndefined();
    expect(registry.find(press("k", { ctrlKey: true }), "other", inDialogField)?.id).toBe("menu");
  });

  it("lists bound commands and listed shortcuts, with the first of several keys", () => {
    const registry = new CommandRegistry();
    registry.addCommands(() => [
      command("undo", { keys: ["mod+z"] }),
      command("redo", { keys: ["mod+shift+z", "mod+y"] }),
      command("open", { listed: "menu", keys: "o" }),
      command("unbound"),
    ]);
    registry.addShortcuts(() => [{ group: "Canvas", label: "Move", keys: "arrowup" }]);
    expect(registry.shortcuts().map(({ label, keys }) => [label, keys])).toEqual([
      ["undo", "mod+z"],
      ["redo", "mod+shift+z"],
      ["Move", "arrowup"],
    ]);
  });

  it("reads what a page offers when it is asked, not when it registered", () => {
    const registry = new CommandRegistry();
    let offered = [command("first")];
    registry.addCommands(() => offered);
    offered = [command("second")];
    expect(registry.commands().map(({ id }) => id)).toEqual(["second"]);
  });
});
