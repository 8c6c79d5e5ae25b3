package io.millrace.udfs.rules;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import java.util.List;

/**
 * Reads rules as the control topic has them: those on trial come under an id of their own, and only
 * they may say that they are on trial.
 */
public final class SlotCompiler implements DefinitionCompiler<Rule> {
  private final RuleCompiler rules;

  public SlotCompiler(RuleCompiler rules) {
    this.rules = rules;
  }

  @Override
  public Rule compile(Definition definition) throws DefinitionException {
    String slot = definition.getId();
    boolean shadow = RuleSlots.shadow(slot);
    Definition own =
        shadow
            ? Definition.newBuilder(definition).setId(RuleSlots.ruleId(slot)).build()
            : definition;
    Rule rule = rules.compile(own);
    if (rule.head().shadow() != shadow) {
      String reason =
          shadow
              ? "Must be true in a version on trial"
              : "A version on trial is put under /rules/ID/shadow";
      throw new DefinitionException(List.of(new Problem("/shadow", reason)));
    }
    return rule;
  }
}
