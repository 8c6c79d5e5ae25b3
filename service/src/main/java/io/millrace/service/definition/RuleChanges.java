package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.RuleHead.OnChange;
import io.millrace.udfs.rules.SlotCompiler;
import io.millrace.udfs.rules.composite.Composites;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks rules as they are, and as the next version of what is in force. */
@Component
class RuleChanges {
  /** How many composites may follow one another: the rules job has one step for them. */
  private static final int COMPOSITE_STEPS = 1;

  private final DefinitionStore store;
  private final KnownProperties properties;

  RuleChanges(DefinitionStore store, KnownProperties properties) {
    this.store = store;
    this.properties = properties;
  }

  /** What is wrong with a rule that is to be saved under this kind. */
  List<Problem> problems(Kind kind, Definition definition) {
    Definition slot = Definition.newBuilder(definition).setId(kind.key(definition.getId())).build();
    try {
      Rule rule = compiler(properties.types()).compile(slot);
      List<Problem> problems = new ArrayList<>(carry(kind, rule));
      problems.addAll(composed(rule));
      return problems;
    } catch (DefinitionException e) {
      return e.problems();
    }
  }

  /**
   * State is carried over by default: so the change must allow it, or say what is to become of it.
   */
  private List<Problem> carry(Kind kind, Rule rule) {
    Optional<Rule> old = present(kind, rule.id());
    if (old.isPresent()
        && rule.head().onChange() == OnChange.CARRY
        && rule.process().carries(old.get()) instanceof Carry.Refused refused) {
      String reason =
          "State cannot be carried over from version %d: %s; choose drain or reset"
              .formatted(old.get().version(), refused.reason());
      return List.of(new Problem("/onChange", reason));
    }
    return List.of();
  }

  /** A composite must not listen to itself by any way; jobs judge them once, after all others. */
  private List<Problem> composed(Rule rule) {
    if (Composites.inputs(rule).isEmpty()) {
      return List.of();
    }
    List<Rule> others =
        store.active(Kind.RULES).stream().flatMap(stored -> compile(stored).stream()).toList();
    return Composites.refusal(rule, others, COMPOSITE_STEPS).stream()
        .map(reason -> new Problem("/inputs", reason))
        .toList();
  }

  private Optional<Rule> present(Kind kind, String id) {
    return store
        .find(kind, id)
        .filter(stored -> stored.state() == DefinitionState.ACTIVE)
        .flatMap(RuleChanges::compile);
  }

  private static Optional<Rule> compile(StoredDefinition stored) {
    Definition definition =
        Definition.newBuilder(stored.toAvro()).setId(stored.kind().key(stored.id())).build();
    try {
      return Optional.of(compiler(PropertyTypes.unknown()).compile(definition));
    } catch (DefinitionException e) {
      // Saved by an older release: the jobs have no state of it.
      return Optional.empty();
    }
  }

  private static SlotCompiler compiler(PropertyTypes types) {
    return new SlotCompiler(new RuleCompiler(types));
  }
}
