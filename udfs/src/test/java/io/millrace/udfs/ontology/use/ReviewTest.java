package io.millrace.udfs.ontology.use;

import static io.millrace.udfs.ontology.Documents.machine;
import static io.millrace.udfs.ontology.Documents.ontology;
import static io.millrace.udfs.ontology.Documents.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cel.common.types.SimpleType;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.change.Change;
import io.millrace.udfs.ontology.change.ChangeCode;
import io.millrace.udfs.ontology.change.Usage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewTest {
  private static final String SPEED = "'speed': {'type': 'double'}";
  private static final String BOTH = SPEED + ", 'load': {'type': 'long'}";
  private static final Mapping MAPPING =
      Definitions.mapping(
          "makes-speed",
          "machine",
          "'speed': {'expression': 'payload.v', 'type': 'double'}",
          "'template': false");
  private static final List<Definition> RULES =
      List.of(
          Definitions.rule("reads-speed", "machine", "speed > 1.0"),
          Definitions.rule("reads-load", "machine", "load > 1"),
          Definitions.rule("elsewhere", "ship", "speed > 1.0"),
          Definitions.rule("broken", "machine", "speed >"));

  private static Review review(String before, String after) {
    return Review.of(
        ontology(machine(before)), reading(machine(after)), List.of(MAPPING), RULES, List.of());
  }

  @Test
  void aChangeThatIsSafeIsSavedWithoutConsent() {
    Review review = review(SPEED, BOTH);
    assertThat(review.valid()).isTrue();
    assertThat(review.demandsConsent()).isFalse();
    assertThat(review.changes())
        .extracting(Change::code)
        .containsExactly(ChangeCode.PROPERTY_ADDED);
  }

  @Test
  void whatIsTakenAwayTouchesWhoUsesItAndNobodyElse() {
    Review review = review(BOTH, "'load': {'type': 'long'}");
    assertThat(review.demandsConsent()).isTrue();
    assertThat(review.breaking()).hasSize(1);
    assertThat(review.breaking().get(0).touches())
        .extracting(Usage::id)
        .containsExactly("makes-speed", "reads-speed", "objects-machine");
    // The mapping still makes it, so the rule can be saved again.
    assertThat(review.conflicts()).extracting(Conflict::id).containsExactly("makes-speed");
  }

  @Test
  void aRuleOverWhatNothingMakesAnyMoreIsAConflict() {
    Review review = review(BOTH, SPEED);
    assertThat(review.conflicts())
        .extracting(Conflict::kind, Conflict::id, Conflict::path)
        .containsExactly(tuple(Usage.Kind.RULE, "reads-load", "/condition"));
  }

  @Test
  void whatDidNotFitBeforeIsNoNewConflict() {
    Review review = review("'x': {'type': 'long'}", "'x': {'type': 'long'}, 'y': {'type': 'long'}");
    assertThat(review.conflicts()).isEmpty();
    assertThat(review.demandsConsent()).isFalse();
  }

  @Test
  void aTypeThatIsNewMayConflictWithWhatStands() {
    Review review =
        Review.of(
            Ontology.empty(),
            reading(machine("'speed': {'type': 'boolean'}")),
            List.of(MAPPING),
            RULES,
            List.of());
    assertThat(review.conflicts()).extracting(Conflict::id).contains("makes-speed");
  }

  @Test
  void aTypeThatIsNewMakesRulesKnowIt() {
    Review review =
        Review.of(Ontology.empty(), reading(machine(SPEED)), List.of(), RULES, List.of());
    assertThat(review.conflicts()).extracting(Conflict::id).containsExactly("reads-load");
  }

  @Test
  void errorsLeaveNothingToCompare() {
    Review review = review(SPEED, "'speed': {'type': 'fast'}");
    assertThat(review.valid()).isFalse();
    assertThat(review.changes()).isEmpty();
    assertThat(review.conflicts()).isEmpty();
  }

  @Test
  void whatElseUsesItIsToldToo() {
    Usage query = new Usage(Usage.Kind.QUERY, "fast-ones", "machine", Set.of("speed"));
    Review review =
        Review.of(
            ontology(machine(BOTH)),
            reading(machine("'load': {'type': 'long'}")),
            List.of(),
            List.of(),
            List.of(query));
    assertThat(review.breaking().get(0).touches())
        .extracting(Usage::id)
        .containsExactly("fast-ones", "objects-machine");
  }

  @Test
  void rulesSeeWhatIsDeclaredAndNotWhatIsComputed() {
    Ontology ontology =
        ontology(
            machine(
                """
                'a': {'type': 'decimal'}, 'b': {'type': 'date'}, 'c': {'type': 'duration'},
                'd': {'type': 'list', 'items': 'decimal'},
                'e': {'type': 'long', 'computed': '1'}"""));
    assertThat(DeclaredTypes.of(ontology).get("machine"))
        .isEqualTo(
            Map.of(
                "a", SimpleType.DYN,
                "b", SimpleType.STRING,
                "c", SimpleType.INT,
                "d", SimpleType.DYN,
                "id", SimpleType.STRING));
  }
}
