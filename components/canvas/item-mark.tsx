import { useRunView } from "@/components/run/run-context";
import { containerOfItem, numberOfItem } from "@/components/run/shown-item";
import { Tooltip } from "@/components/ui/tooltip";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { itemOf, pathWords } from "@/nodes/core/item-path";

/**
 * Which item of its container a card shows, while nobody chose one: the nodes of a loop may be at different ones. What is
 * not counted, such as a `try`, has no number.
 */
export function ItemMark({ path }: { path: string }) {
  const item = itemOf(path);
  const containerId = item === "" ? undefined : containerOfItem(item);
  const isChosen = useRunView((view) => containerId !== undefined && view.chosen.has(containerId));
  const container = useWorkflow(({ resolved }) => (containerId === undefined ? undefined : resolved.get(containerId)));
  if (isChosen || container?.definition === undefined || container.definition.catches === true) return null;
  const word = container.definition.feedsBack === true ? "Iteration" : "Item";
  return (
    <Tooltip content={`This is what it does in ${pathWords(item)}. Choose another one in the header of the loop.`}>
      <span className="shrink-0 text-faint text-xs tabular-nums">
        {word} {numberOfItem(item)}
      </span>
    </Tooltip>
  );
}
