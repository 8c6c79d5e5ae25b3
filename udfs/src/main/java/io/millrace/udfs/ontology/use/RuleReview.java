package io.millrace.udfs.ontology.use;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.change.Usage;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules beside two versions of the ontology; those of object types that neither has are passed. */
record RuleReview(List<Usage> usages, List<Conflict> conflicts) {

  static RuleReview of(
      Ontology before, Ontology after, Collection<Mapping> mappings, Collection<Definition> rules) {
    PropertyTypes made = PropertyTypes.of(mappings);
    RuleCompiler then = new RuleCompiler(made.with(DeclaredTypes.of(before)));
    RuleCompiler now = new RuleCompiler(made.with(DeclaredTypes.of(after)));
    RuleCompiler free = new RuleCompiler(PropertyTypes.unknown());
    List<Usage> usages = new ArrayList<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (Definition rule : rules) {
      String type = objectType(rule);
      boolean known = before.objectType(type) != null || after.objectType(type) != null;
      if (!known) {
        continue;
      }
      try {
        usages.add(Usages.of(free.compile(rule)));
      } catch (DefinitionException e) {
        // Saved by an older release: the jobs set it aside, and nothing here makes it worse.
        continue;
      }
      DefinitionException refusal = refusal(now, rule);
      if (refusal != null && refusal(then, rule) == null) {
        refusal
            .problems()
            .forEach(
                p ->
                    conflicts.add(
                        new Conflict(Usage.Kind.RULE, rule.getId(), p.path(), p.reason())));
      }
    }
    return new RuleReview(usages, conflicts);
  }

  private static @Nullable DefinitionException refusal(RuleCompiler compiler, Definition rule) {
    try {
      compiler.compile(rule);
      return null;
    } catch (DefinitionException e) {
      return e;
    }
  }

  private static String objectType(Definition rule) {
    try {
      return DocumentReader.of(rule.getDocument()).text("objectType");
    } catch (DefinitionException e) {
      return "";
    }
  }
}
