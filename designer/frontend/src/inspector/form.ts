/** What the fields of one node share: whose they are, how to change it, and what is wrong with it. */

import { createContext, type RefObject, useContext } from "react";
import type { Component } from "@/document/catalogue";
import type { Json } from "@/document/types";
import type { Problems } from "./problems";
import type { Path, Schema } from "./schema";

export type Made = (stored: Json | undefined) => Json | undefined;

export interface Form {
  /** The node's id: a form stays the same one while its node changes, so that only the changed field renders. */
  readonly node: string;
  readonly component: Component;
  readonly root: Schema;
  readonly isReadOnly: boolean;
  /** Whether it has been shown: what comes into it from then on is new. */
  readonly isOpen: RefObject<boolean>;
  /**
   * Sets the value at a path of the parameters, or makes it from what is stored there; undefined takes it out.
   * Typing merges into one step of undo.
   */
  readonly change: (path: Path, value: Json | undefined | Made, isTyping?: boolean) => void;
  /** Ends the merging of what is typed. */
  readonly settle: () => void;
}

export const FormContext = createContext<Form | null>(null);
export const ProblemsContext = createContext<Problems>(new Map());

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error("no form around this field");
  return form;
}

/** What every field gets. */
export interface FieldProps {
  readonly path: Path;
  readonly schema: Schema;
  readonly value: Json | undefined;
  /** Names the control for whoever hears it. */
  readonly label: string;
  readonly id: string;
  /** Whether it has to be filled in, as its schema says. */
  readonly isRequired?: boolean;
}
