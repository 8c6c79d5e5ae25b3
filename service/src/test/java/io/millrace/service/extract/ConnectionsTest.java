package io.millrace.service.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final ConnectionSettings.Account ACCOUNT =
      new ConnectionSettings.Account("jdbc:none:host?key=S1", "reader", "S2", false, 1000);

  private final Connections connections =
      new Connections(new ConnectionSettings(Map.of("erp", ACCOUNT)));

  @Test
  void noFailureTellsASecret() {
    SQLException failure =
        catchThrowableOfType(SQLException.class, () -> connections.open("erp"));
    assertThat(failure).hasMessageContaining("S1");
    ProblemException problem = connections.problem("erp", failure);
    assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
    assertThat(problem).hasMessageContaining("erp").hasMessageNotContainingAny("S1", "S2", "none");
    assertThat(problem.getCause()).hasMessageNotContainingAny("S1", "S2");
    ProblemException denied =
        connections.problem("erp", new SQLException("denied for S2 at " + ACCOUNT.url(), "42501"));
    assertThat(denied.code()).isEqualTo(ProblemCode.UNREADABLE_TABLE);
    assertThat(denied).hasMessageContaining("denied").hasMessageNotContainingAny("S1", "S2");
    assertThat(new ConnectionSettings(Map.of("erp", ACCOUNT)).toString())
        .contains("reader")
        .doesNotContain("S1", "S2");
  }

  @Test
  void connectsNowhereElse() {
    assertThatThrownBy(() -> connections.open("jdbc:postgresql://127.0.0.1/other"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void valuesStayInTheDatabase() {
    ProblemException problem =
        connections.problem("erp", new SQLException("invalid number: \"private\"", "22P02"));
    assertThat(problem.code()).isEqualTo(ProblemCode.UNREADABLE_TABLE);
    assertThat(problem).hasMessageNotContaining("private");
  }
}
