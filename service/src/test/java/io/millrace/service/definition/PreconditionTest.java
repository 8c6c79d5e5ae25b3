package io.millrace.service.definition;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {
  private static final StoredDefinition AT_3 =
      new StoredDefinition(Kind.RULES, "a", 3, DefinitionState.ACTIVE, "{}", Instant.EPOCH, null);

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "*", "\"2\", \"3\""})
  void holds(String ifMatch) {
    assertThatCode(() -> Precondition.of(ifMatch, null).check(AT_3)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "3", "W/\"3\"", ""})
  void isRefused(String ifMatch) {
    Precondition precondition = Precondition.of(ifMatch, null);
    assertThatThrownBy(() -> precondition.check(AT_3)).isInstanceOf(ProblemException.class);
  }

  @Test
  void anyVersionIsNotNone() {
    Precondition precondition = Precondition.of("*", null);
    assertThatThrownBy(() -> precondition.check(null)).isInstanceOf(ProblemException.class);
  }

  @Test
  void absenceHoldsOnlyWhereThereIsNone() {
    Precondition precondition = Precondition.of(null, "*");
    assertThatCode(() -> precondition.check(null)).doesNotThrowAnyException();
    assertThatThrownBy(() -> precondition.check(AT_3)).isInstanceOf(ProblemException.class);
  }

  @Test
  void nothingDemandedAlwaysHolds() {
    assertThatCode(() -> Precondition.of(null, null).check(null)).doesNotThrowAnyException();
  }
}
