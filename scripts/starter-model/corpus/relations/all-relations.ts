import { bookRelations } from "./books";
import { eventRelations } from "./events";
import { machineRelations } from "./machines";
import { orderRelations } from "./orders";
import { personAtWorkRelations } from "./person-at-work";
import { personLifeRelations } from "./person-life";
import { personTiesRelations } from "./person-ties";
import { projectRelations } from "./projects";
import type { Relation } from "./relation";
import { shopRelations } from "./shops";
import { thingRelations } from "./things";
import { townRelations } from "./towns";

/** All relations. Two of one subject kind never mean the same, so that a question has one answer. */
export const relations: readonly Relation[] = [
  ...personLifeRelations,
  ...personTiesRelations,
  ...personAtWorkRelations,
  ...thingRelations,
  ...townRelations,
  ...shopRelations,
  ...projectRelations,
  ...bookRelations,
  ...orderRelations,
  ...eventRelations,
  ...machineRelations,
];
