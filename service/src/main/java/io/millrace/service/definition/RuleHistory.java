package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.SlotCompiler;
import io.millrace.udfs.rules.composite.Composites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rules of the past and such as are not saved yet, ready to judge. */
@Component
public class RuleHistory {
  /** As many versions as a job still knows. */
  private static final int MOST = 16;

  private final DefinitionStore store;
  private final KnownProperties properties;

  RuleHistory(DefinitionStore store, KnownProperties properties) {
    this.store = store;
    this.properties = properties;
  }

  /** A document as if it were saved under this id; a problem with everything that is wrong. */
  public Rule unsaved(String id, String document) {
    Definition definition =
        new Definition("rule", id, 0L, DefinitionState.ACTIVE, document, Instant.EPOCH, null);
    return compile(definition, new RuleCompiler(properties.types())::compile);
  }

  /**
   * A version that was saved, judging from the beginning; a problem where there is none.
   *
   * @param version null for the present one
   */
  public Rule saved(String id, @Nullable Long version) {
    StoredDefinition stored = stored(Kind.RULES, id, version);
    Definition always =
        Definition.newBuilder(stored.toAvro())
            .setState(DefinitionState.ACTIVE)
            .setEffectiveAt(null)
            .build();
    return compile(always, unchecked());
  }

  /**
   * A version and those before it, the oldest first, each judging from when it did then, and the
   * oldest from the beginning; a problem where there is none.
   *
   * @param shadow whether of the rule's versions on trial
   */
  public List<Rule> upTo(String id, long version, boolean shadow) {
    Kind kind = shadow ? Kind.SHADOWS : Kind.RULES;
    List<Definition> versions = new ArrayList<>();
    versions.add(keyed(stored(kind, id, version)));
    for (long older = version - 1; older > 0 && versions.size() < MOST; older--) {
      Optional<StoredDefinition> found = store.version(kind, id, older);
      if (found.isEmpty() || found.get().state() != DefinitionState.ACTIVE) {
        break;
      }
      versions.add(keyed(found.get()));
    }
    Collections.reverse(versions);
    versions.get(0).setEffectiveAt(null);
    return versions.stream().map(saved -> compile(saved, unchecked())).toList();
  }

  /**
   * The versions of a rule that judged up to now, as {@link #upTo} has them; none of a rule that is
   * not known, or was never active.
   */
  public List<Rule> all(String id) {
    Optional<StoredDefinition> newest = store.find(Kind.RULES, id);
    while (newest.isPresent() && newest.get().state() != DefinitionState.ACTIVE) {
      newest = store.version(Kind.RULES, id, newest.get().version() - 1);
    }
    return newest.map(stored -> upTo(id, stored.version(), false)).orElse(List.of());
  }

  /**
   * The rules whose alerts this one judges, as they are now, each judging from the beginning; none
   * for a rule that is no composite. Inputs that are not there, or do not judge, are left out.
   */
  public List<Rule> inputs(Rule rule) {
    return Composites.inputs(rule).stream()
        .sorted()
        .filter(
            input ->
                store
                    .find(Kind.RULES, input)
                    .filter(found -> found.state() == DefinitionState.ACTIVE)
                    .isPresent())
        .map(input -> saved(input, null))
        .toList();
  }

  private StoredDefinition stored(Kind kind, String id, @Nullable Long version) {
    if (!kind.id().matcher(id).matches()) {
      throw DefinitionService.absent(kind, id);
    }
    Optional<StoredDefinition> found =
        version == null
            ? store.find(kind, id).filter(d -> d.state() != DefinitionState.REMOVED)
            : store.version(kind, id, version);
    return found.orElseThrow(() -> DefinitionService.absent(kind, id));
  }

  private static Definition keyed(StoredDefinition stored) {
    return Definition.newBuilder(stored.toAvro()).setId(stored.kind().key(stored.id())).build();
  }

  /** It was checked when it was saved; the mappings may have changed since. */
  private static Compiler unchecked() {
    return new SlotCompiler(new RuleCompiler(PropertyTypes.unknown()))::compile;
  }

  @FunctionalInterface
  private interface Compiler {
    Rule compile(Definition definition) throws DefinitionException;
  }

  private static Rule compile(Definition definition, Compiler compiler) {
    try {
      return compiler.compile(definition);
    } catch (DefinitionException e) {
      throw new ProblemException(
          ProblemCode.INVALID_DEFINITION,
          "The rule cannot be used",
          Map.of("errors", e.problems()));
    }
  }
}
